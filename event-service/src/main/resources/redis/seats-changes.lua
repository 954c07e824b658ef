-- What happened to an event's seats since a version, after whatever has run out by now was announced.
--
-- `announce` is contracts/redis/announce-expired.lua, put in when this script is loaded; it reads the same KEYS, and
-- ARGV[1..3]. ARGV[4]: the version the reader stands at. ARGV[5]: most entries to return.
-- Returns: {version, milliseconds since a hold announced just now ran out or -1, id, seats, id, seats, …}, or {} when Redis knows no version of this event.
local function announce()
--announce-expired--
end
local announced = announce()
local version = redis.call('GET', KEYS[2])
if not version then
  return {}
end
local answer = {version, announced[2] or '-1'}
for _, entry in ipairs(redis.call('XRANGE', KEYS[3], '(' .. ARGV[4] .. '-0', '+', 'COUNT', tonumber(ARGV[5]))) do
  local fields = entry[2]
  for i = 1, #fields, 2 do
    if fields[i] == 's' then
      answer[#answer + 1] = entry[1]
      answer[#answer + 1] = fields[i + 1]
    end
  end
end
return answer
