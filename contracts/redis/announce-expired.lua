-- Tells the event's stream which holds have run out. The TTL of the seat key ended the hold; this only announces it,
-- so it may be called by anyone, any number of times.
--
-- KEYS: held (zset), ver, changes (stream), booked (bitmap), all with the event's hash tag.
-- ARGV: seat key prefix (`bo:{e}:seat:`), most ordinals to announce in one call, stream length to keep.
-- Returns: {version, milliseconds since the first of them ran out, ordinal, ordinal, …}, or {} when nothing has run out.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'WITHSCORES', 'LIMIT', 0, tonumber(ARGV[2]))
if #due == 0 then
  return {}
end
local freed = {}
local text = {}
local first = now
for i = 1, #due, 2 do
  local ordinal = due[i]
  redis.call('ZREM', KEYS[1], ordinal)
  -- The seat may have been taken again since, or paid for: that change has announced itself.
  if redis.call('EXISTS', ARGV[1] .. ordinal) == 0 and redis.call('GETBIT', KEYS[4], ordinal) == 0 then
    freed[#freed + 1] = ordinal
    text[#text + 1] = ordinal .. ':0'
    first = math.min(first, tonumber(due[i + 1]))
  end
end
if #freed == 0 then
  return {}
end
if redis.call('EXISTS', KEYS[2]) == 0 then
  redis.call('SET', KEYS[2], clock[1] .. string.format('%06d', clock[2]))
end
local version = redis.call('INCR', KEYS[2])
redis.call('XADD', KEYS[3], 'MAXLEN', '~', tonumber(ARGV[3]), string.format('%.0f', version) .. '-0', 's', table.concat(text, ','))
table.insert(freed, 1, string.format('%.0f', version))
table.insert(freed, 2, string.format('%.0f', now - first))
return freed
