-- Changes how a waiting room lets people in, and what is told of it for ever: in one step, so that neither is without the
-- other. event-service takes the line into the audit, and then removes it here.
--
-- KEYS: the room's state, who alone may join, the lines that the audit has not yet.
-- ARGV: the line's id, the line (JSON), how many fields of the state change, KEEP or REPLACE for who alone may join;
--       then field, value, … and, with REPLACE, who they are.
-- Returns {'CHANGED'}, or {'MISSING'} where there is no such room: Redis has lost it.
local state_key, allowed_key, lines_key = KEYS[1], KEYS[2], KEYS[3]
local id, line, fields, listing = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]
local first_field = 5
local first_listed = first_field + 2 * fields

if redis.call('EXISTS', state_key) == 0 then
  return {'MISSING'}
end
for at = first_field, first_listed - 1, 2 do
  redis.call('HSET', state_key, ARGV[at], ARGV[at + 1])
end
if listing == 'REPLACE' then
  redis.call('DEL', allowed_key)
  for at = first_listed, #ARGV do
    redis.call('SADD', allowed_key, ARGV[at])
  end
end
redis.call('HSET', lines_key, id, line)
return {'CHANGED'}
