-- Ends a hold before its time. Only its owner can, and not while its seats are being paid for.
-- Returns 'RELEASED', 'GONE', 'FOREIGN' or 'IN_PAYMENT'.
local record, held, holders, booked, eventVersion, changes, ofBuyer = unpack(KEYS)
local holdKey, buyer, streamLength = ARGV[1], ARGV[2], ARGV[3]
local isAsked = ARGV[4] == '1' -- by the buyer; else we end it ourselves, and know that nothing of it is being paid
local FIRST_ORDINAL = 5

local known = redis.call('HMGET', record, 'buyer', 'paying')
if not known[1] then
  return 'GONE'
end
if known[1] ~= buyer then
  return 'FOREIGN'
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
if isAsked and tonumber(known[2] or '0') > now then
  return 'IN_PAYMENT'
end
local seats, bits = {unpack(ARGV, FIRST_ORDINAL)}, {}
for _, ordinal in ipairs(seats) do
  bits[#bits + 1] = 'GET'
  bits[#bits + 1] = 'u1'
  bits[#bits + 1] = ordinal
end
for _, isBooked in ipairs(redis.call('BITFIELD_RO', booked, unpack(bits))) do
  if isBooked == 1 then
    return 'IN_PAYMENT'
  end
end
local mine = {}
for i, holder in ipairs(redis.call('HMGET', holders, unpack(seats))) do
  if holder == holdKey then
    mine[#mine + 1] = seats[i]
  end
end
redis.call('DEL', record)
if #mine > 0 then
  redis.call('HDEL', holders, unpack(mine))
  redis.call('ZREM', held, unpack(mine))
  redis.call('ZREM', ofBuyer, unpack(mine))
  if redis.call('EXISTS', eventVersion) == 0 then
    redis.call('SET', eventVersion, clock[1] .. string.format('%06d', clock[2]))
  end
  local version = string.format('%.0f', redis.call('INCR', eventVersion))
  redis.call('XADD', changes, 'MAXLEN', '~', streamLength, version .. '-0', 's', table.concat(mine, ':0,') .. ':0')
end
return 'RELEASED'
