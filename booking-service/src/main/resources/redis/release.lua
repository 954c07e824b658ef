-- Ends a hold before its time. Only its owner can, and not while its seats are being paid for.
-- Returns 'RELEASED', 'GONE', 'FOREIGN' or 'IN_PAYMENT'.
local record, held, booked, eventVersion, changes, ofBuyer = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local prefix, holdKey, buyer, streamLength = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local isAsked = ARGV[5] == '1' -- by the buyer; else we end it ourselves, and know that nothing of it is being paid
local FIRST_ORDINAL = 6

local owner = redis.call('HGET', record, 'buyer')
if not owner then
  return 'GONE'
end
if owner ~= buyer then
  return 'FOREIGN'
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
if isAsked and tonumber(redis.call('HGET', record, 'paying') or '0') > now then
  return 'IN_PAYMENT'
end
for i = FIRST_ORDINAL, #ARGV do
  if redis.call('GETBIT', booked, ARGV[i]) == 1 then
    return 'IN_PAYMENT'
  end
end
local text = {}
for i = FIRST_ORDINAL, #ARGV do
  local ordinal = ARGV[i]
  local seat = prefix .. 'seat:' .. ordinal
  if redis.call('GET', seat) == holdKey then
    redis.call('DEL', seat)
    redis.call('ZREM', held, ordinal)
    redis.call('ZREM', ofBuyer, ordinal)
    text[#text + 1] = ordinal .. ':0'
  end
end
redis.call('DEL', record)
if #text > 0 then
  if redis.call('EXISTS', eventVersion) == 0 then
    redis.call('SET', eventVersion, clock[1] .. string.format('%06d', clock[2]))
  end
  local version = string.format('%.0f', redis.call('INCR', eventVersion))
  redis.call('XADD', changes, 'MAXLEN', '~', streamLength, version .. '-0', 's', table.concat(text, ','))
end
return 'RELEASED'
