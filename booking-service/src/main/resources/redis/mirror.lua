-- Brings Redis's copy of some tickets up to what Postgres says of them. Any order, any repetition: a ticket's version
-- decides what is news. Returns the number of tickets that were news.
local booked, final, seatVersions, held, eventVersion, changes, owned =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local prefix, streamLength = ARGV[1], ARGV[2]
local changedBookings, spentAdmissions = ARGV[3], ARGV[4] -- ids, a blank between two
local admissionMemory = ARGV[5] -- in ms
local FIRST_TICKET = 6 -- per ticket: ordinal, status (0 available, 1 reserved, 2 booked, 3 withheld), version, owner's hash or ''

local AVAILABLE, BOOKED, WITHHELD = '0', '2', '3'
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local text = {}
local endedHolds = {}

local function known(ordinal)
  local value = redis.call('HGET', seatVersions, ordinal)
  if not value then
    return -1, ''
  end
  local split = string.find(value, ' ', 1, true)
  return tonumber(string.sub(value, 1, split - 1)), string.sub(value, split + 1)
end

local function changeOwner(from, to)
  if from == to then
    return
  end
  if from ~= '' and redis.call('HINCRBY', owned, from, -1) <= 0 then
    redis.call('HDEL', owned, from)
  end
  if to ~= '' then
    redis.call('HINCRBY', owned, to, 1)
  end
end

-- A declined card: the seats go back to the hold for what is left of it.
local function giveBackToHold(ordinal, seat, hold, holder)
  redis.call('HDEL', prefix .. 'hold:' .. hold, 'paying')
  local deadline = string.format('%.0f', now + redis.call('PTTL', seat))
  redis.call('ZADD', held, deadline, ordinal)
  redis.call('ZADD', prefix .. 'buyer:' .. holder, deadline, ordinal)
  redis.call('PEXPIREAT', prefix .. 'buyer:' .. holder, deadline)
  text[#text + 1] = ordinal .. ':1:' .. deadline
end

local function free(ordinal)
  redis.call('ZREM', held, ordinal)
  text[#text + 1] = ordinal .. ':0'
end

local function take(ordinal, status, seat, hold, holder, owner)
  -- The seat counts for its owner in `owned` from here on, not as a hold as well.
  if holder then
    redis.call('ZREM', prefix .. 'buyer:' .. holder, ordinal)
  end
  if status == BOOKED or status == WITHHELD then
    redis.call('DEL', seat)
    redis.call('ZREM', held, ordinal)
    -- What is withheld was held by its organizer meanwhile.
    if hold and (holder == owner or status == WITHHELD) then
      endedHolds[#endedHolds + 1] = prefix .. 'hold:' .. hold
    end
  end
  text[#text + 1] = ordinal .. ':' .. status
end

local function update(ordinal, status, version, owner)
  local knownVersion, knownOwner = known(ordinal)
  if tonumber(version) <= knownVersion then
    return
  end
  redis.call('HSET', seatVersions, ordinal, version .. ' ' .. owner)
  changeOwner(knownOwner, owner)
  redis.call('SETBIT', booked, ordinal, status == AVAILABLE and 0 or 1)
  redis.call('SETBIT', final, ordinal, status == BOOKED and 1 or 0)
  local seat = prefix .. 'seat:' .. ordinal
  local hold = redis.call('GET', seat)
  local holder = hold and redis.call('HGET', prefix .. 'hold:' .. hold, 'buyer')
  if status ~= AVAILABLE then
    take(ordinal, status, seat, hold, holder, owner)
  elseif hold and holder then
    giveBackToHold(ordinal, seat, hold, holder)
  else
    free(ordinal)
  end
end

local function announce()
  if redis.call('EXISTS', eventVersion) == 0 then
    redis.call('SET', eventVersion, clock[1] .. string.format('%06d', clock[2]))
  end
  local version = string.format('%.0f', redis.call('INCR', eventVersion))
  redis.call('XADD', changes, 'MAXLEN', '~', streamLength, version .. '-0', 's', table.concat(text, ','))
end

for i = FIRST_TICKET, #ARGV, 4 do
  update(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
end
-- Not sooner: the record tells who has the other seats of the hold.
for _, record in ipairs(endedHolds) do
  redis.call('DEL', record)
end
for admission in string.gmatch(spentAdmissions, '%S+') do
  redis.call('SET', prefix .. 'queue:done:' .. admission, '1', 'PX', admissionMemory)
end
if #text > 0 then
  announce()
end
for booking in string.gmatch(changedBookings, '%S+') do
  redis.call('PUBLISH', 'bo:bookings', booking)
end
return #text
