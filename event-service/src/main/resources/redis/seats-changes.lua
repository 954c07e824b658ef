-- What happened to an event's seats since a version, after whatever has run out by now was announced.
-- Returns {version, milliseconds since a hold announced just now ran out or -1, 1 where there may be more than these, id, seats,
-- id, seats, …}, or {} when Redis knows no version of this event.
--
-- `announce` is contracts/redis/announce-expired.lua, put in when this script is loaded. It reads KEYS[1..5] (held,
-- version, changes, booked, holders) and ARGV[1..2] (most to announce, stream length).
local version_key, changes_key = KEYS[2], KEYS[3] -- number; stream
local since, max_entries, max_length = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]) -- the version the reader stands at; bytes
-- One entry may tell of 400 seats, in some 8 KB.
local ENTRIES_A_LOOK = 5

local function announce()
--announce-expired--
end

-- Returns the bytes of what it added.
local function append_seats(answer, entry)
  local fields, length = entry[2], 0
  for i = 1, #fields, 2 do
    if fields[i] == 's' then
      answer[#answer + 1] = entry[1]
      answer[#answer + 1] = fields[i + 1]
      length = length + #fields[i + 1]
    end
  end
  return length
end

-- Returns whether there may be more.
local function append_entries(answer)
  local from, length = '(' .. since .. '-0', 0
  for _ = 1, max_entries, ENTRIES_A_LOOK do
    local entries = redis.call('XRANGE', changes_key, from, '+', 'COUNT', ENTRIES_A_LOOK)
    for _, entry in ipairs(entries) do
      length = length + append_seats(answer, entry)
      from = '(' .. entry[1]
    end
    if #entries < ENTRIES_A_LOOK then
      return '0'
    elseif length >= max_length then
      return '1'
    end
  end
  return '1'
end

local announced = announce()
local version = redis.call('GET', version_key)
if not version then
  return {}
end
local answer = {version, announced[2] or '-1', ''}
answer[3] = append_entries(answer)
local clock = redis.call('TIME')
local now = string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000))
if redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. now) > 0 then
  answer[3] = '1' -- more has run out than is announced at once
end
return answer
