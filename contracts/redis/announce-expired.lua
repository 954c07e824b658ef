-- Tells the event's stream which holds have run out. The TTL of their records ended them; this only announces it, and
-- forgets whose the seats were, so it may be called by anyone, any number of times.
--
-- KEYS: held (zset), ver, changes (stream), booked (bitmap), holders (hash), all with the event's hash tag.
-- ARGV: most ordinals to announce in one call, stream length to keep.
-- Returns: {version, milliseconds since the first of them ran out, ordinal, ordinal, …}, or {} when nothing has run out.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. string.format('%.0f', now), 'WITHSCORES', 'LIMIT', 0, tonumber(ARGV[1]))
if #due == 0 then
  return {}
end
-- All are looked at by a few commands: in a script a command costs more than what it does for a seat.
local ordinals, bits = {}, {}
for i = 1, #due, 2 do
  ordinals[#ordinals + 1] = due[i]
  bits[#bits + 1] = 'GET'
  bits[#bits + 1] = 'u1'
  bits[#bits + 1] = due[i]
end
redis.call('ZREM', KEYS[1], unpack(ordinals))
redis.call('HDEL', KEYS[5], unpack(ordinals))
local is_booked = redis.call('BITFIELD_RO', KEYS[4], unpack(bits))
local freed = {}
local first = now
for n, ordinal in ipairs(ordinals) do
  -- The seat may have been paid for: that change has announced itself.
  if is_booked[n] == 0 then
    freed[#freed + 1] = ordinal
    first = math.min(first, tonumber(due[2 * n]))
  end
end
if #freed == 0 then
  return {}
end
if redis.call('EXISTS', KEYS[2]) == 0 then
  redis.call('SET', KEYS[2], clock[1] .. string.format('%06d', clock[2]))
end
local version = redis.call('INCR', KEYS[2])
redis.call('XADD', KEYS[3], 'MAXLEN', '~', tonumber(ARGV[2]), string.format('%.0f', version) .. '-0', 's', table.concat(freed, ':0,') .. ':0')
table.insert(freed, 1, string.format('%.0f', version))
table.insert(freed, 2, string.format('%.0f', now - first))
return freed
