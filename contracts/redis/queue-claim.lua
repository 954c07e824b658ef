-- Admits a visitor whose place has been called, as long as there is room: never more than `most` at once.
--
-- KEYS: state, active, batches, unclaimed, audit.
-- ARGV: 1 visitor  2 his place, naming the admission  3 his turn (the place as drawn)  4 life of an admission in ms
--       5 most active  6 length of the audit trail
-- Returns {'ADMITTED', until (ms)} or {'WAITING'}.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local id = ARGV[1] .. '.' .. ARGV[2]
local admitted = redis.call('ZSCORE', KEYS[2], id)
if admitted and tonumber(admitted) > now then
  return {'ADMITTED', admitted}
end
local state = redis.call('HMGET', KEYS[1], 'serving', 'reserved', 'soldout')
local turn = tonumber(ARGV[3])
if admitted or not state[1] or turn >= tonumber(state[1]) or state[3] == '1' then
  return {'WAITING'} -- an admission that has run out is taken away by the next tick
end
local batch = redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. ARGV[3], '+inf', 'LIMIT', 0, 1)[1]
if batch and tonumber(redis.call('HGET', KEYS[4], batch) or '0') > 0 then
  redis.call('HINCRBY', KEYS[4], batch, -1) -- room was kept for him when he was called
  redis.call('HINCRBY', KEYS[1], 'reserved', -1)
elseif redis.call('ZCARD', KEYS[2]) + tonumber(state[2] or '0') >= tonumber(ARGV[5]) then
  return {'WAITING'} -- he came too late for the room kept for him: the next free one is his
end
local till = string.format('%.0f', now + tonumber(ARGV[4]))
redis.call('ZADD', KEYS[2], till, id)
redis.call('HINCRBY', KEYS[1], 'admitted', 1)
redis.call('XADD', KEYS[5], 'MAXLEN', '~', ARGV[6], '*', 'what', 'ADMITTED', 'who', ARGV[1], 'place', ARGV[2], 'until', till)
return {'ADMITTED', till}
