-- Who has which place, of some buckets: what the draw is written down from.
--
-- KEYS: the room's state, whose tag is the buckets' too.
-- ARGV: `bo:{e}:`, the first bucket, the one after the last.
-- Returns {'ENTRANTS', visitor (12 bytes), place less the room's base, …}.
local prefix, from, to = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local entrants = {'ENTRANTS'}
for bucket = from, to - 1 do
  for _, element in ipairs(redis.call('HGETALL', prefix .. 'queue:p:' .. string.format('%x', bucket))) do
    entrants[#entrants + 1] = element
  end
end
return entrants
