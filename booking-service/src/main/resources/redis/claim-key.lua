-- Whose an `Idempotency-Key` is: the event's that used it first.
--
-- KEYS  1 bo:idem:{<hash of caller and key>}
-- ARGV  1 key prefix of the event that asks, `bo:{e}:`  2 life of the claim in ms
-- Returns the prefix of the event it belongs to.
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'GET', 'PX', ARGV[2]) or ARGV[1]
