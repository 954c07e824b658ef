-- Which event an `Idempotency-Key` belongs to: the one that used it first. Returns that event's key prefix.
local owner = KEYS[1] -- bo:idem:{<hash of caller and key>}
local prefix, life = ARGV[1], ARGV[2] -- of the event that asks, `bo:{e}:`; life of the claim in ms

return redis.call('SET', owner, prefix, 'NX', 'GET', 'PX', life) or prefix
