-- Lets a visitor go: his place, or his admission, flows back to those behind him.
--
-- KEYS: state, the visitor's bucket, active, left, audit, the mark of a used admission.
-- ARGV: 1 visitor (12 bytes)  2 the same as text  3 his place  4 his turn, '' before the draw  5 length of the audit trail
local id = ARGV[2] .. '.' .. ARGV[3]
if redis.call('HDEL', KEYS[2], ARGV[1]) == 0 then
  return {'ABSENT'}
end
local admitted = redis.call('ZSCORE', KEYS[3], id)
if admitted then
  -- His token lives on, so it is marked as used: somebody else may be inside in his stead.
  local clock = redis.call('TIME')
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  redis.call('ZREM', KEYS[3], id)
  redis.call('SET', KEYS[6], '1', 'PX', string.format('%.0f', math.max(1000, admitted - now + 1000)))
elseif ARGV[4] ~= '' then
  if tonumber(ARGV[4]) >= tonumber(redis.call('HGET', KEYS[1], 'serving') or '0') then
    redis.call('ZADD', KEYS[4], ARGV[4], ARGV[4])
  end
end
redis.call('XADD', KEYS[5], 'MAXLEN', '~', ARGV[5], '*', 'what', 'LEFT', 'who', ARGV[2], 'place', ARGV[3])
return {'LEFT'}
