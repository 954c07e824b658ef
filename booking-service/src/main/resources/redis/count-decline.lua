-- Counts a declined card of a buyer; it is being tried no more. Told once more it changes nothing. Returns how
-- many were declined of late.
local declined, tried = KEYS[1], KEYS[2] -- bo:declined:{<hash of the buyer>}, bo:tried:{…}: card → until when it counts
local card, window = ARGV[1], tonumber(ARGV[2]) -- window in ms

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

redis.call('ZREM', tried, card)
redis.call('ZREMRANGEBYSCORE', declined, '-inf', string.format('%.0f', now))
redis.call('ZADD', declined, 'NX', string.format('%.0f', now + window), card)
redis.call('PEXPIRE', declined, window)
return redis.call('ZCARD', declined)
