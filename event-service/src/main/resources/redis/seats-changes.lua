-- What happened to an event's seats since a version, after whatever has run out by now was announced.
-- Returns {version, milliseconds since a hold announced just now ran out or -1, id, seats, id, seats, …}, or {} when
-- Redis knows no version of this event.
--
-- `announce` is contracts/redis/announce-expired.lua, put in when this script is loaded. It reads KEYS[1..4] (held,
-- version, changes, booked) and ARGV[1..3] (seat key prefix, most to announce, stream length).
local version_key, changes_key = KEYS[2], KEYS[3] -- number; stream
local since, max_entries = ARGV[4], tonumber(ARGV[5]) -- the version the reader stands at

local function announce()
--announce-expired--
end

local function append_seats(answer, entry)
  local fields = entry[2]
  for i = 1, #fields, 2 do
    if fields[i] == 's' then
      answer[#answer + 1] = entry[1]
      answer[#answer + 1] = fields[i + 1]
    end
  end
end

local announced = announce()
local version = redis.call('GET', version_key)
if not version then
  return {}
end
local answer = {version, announced[2] or '-1'}
for _, entry in ipairs(redis.call('XRANGE', changes_key, '(' .. since .. '-0', '+', 'COUNT', max_entries)) do
  append_seats(answer, entry)
end
return answer
