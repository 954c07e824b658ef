-- Brings Redis's copy of some tickets up to what Postgres says of them. Any order, any repetition: a ticket's version
-- decides what is news. In one call each comes once. Returns the records of holds that ended, where more follows.
local booked, final, seatVersions, held, holders, eventVersion, changes, owned = unpack(KEYS)
local prefix, streamLength = ARGV[1], ARGV[2]
local changedBookings, spentAdmissions = ARGV[3], ARGV[4] -- ids, a blank between two
local admissionMemory = ARGV[5] -- in ms
-- Records of holds that ended in the calls before, a blank between two; 'MORE' where the rest of the change follows in calls of
-- their own: until then the records stay, for they tell who has the other seats of a hold.
local endedBefore = ARGV[6]
local FIRST_TICKET = 7 -- per ticket: ordinal, status (0 available, 1 reserved, 2 booked, 3 withheld), version, owner's hash or ''

-- So many are looked at together: in a script a command costs more than what it does for a ticket, and Lua has room for
-- some thousand arguments.
local TICKETS_AT_ONCE = 200

local AVAILABLE, BOOKED, WITHHELD = '0', '2', '3'
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local text = {}
local holds = {} -- those met so far, by their keys
local endedHolds = {} -- their records, as a set
-- What is to be done for the tickets that are looked at together: scores and members by sorted set, ordinals, records as a set,
-- deadlines by sorted set.
local toAdd, toRemove, withoutHolder, givenBack, endOfSet = {}, {}, {}, {}, {}

local function newsFrom(first)
  local last = math.min(first + 4 * TICKETS_AT_ONCE - 1, #ARGV)
  local ordinals, news = {}, {}
  for i = first, last, 4 do
    ordinals[#ordinals + 1] = ARGV[i]
  end
  for n, known in ipairs(redis.call('HMGET', seatVersions, unpack(ordinals))) do
    local i = first + 4 * (n - 1)
    local version, owner = string.match(known or '-1 ', '^(%S+) (.*)$')
    if tonumber(ARGV[i + 2]) > tonumber(version) then
      news[#news + 1] =
        {ordinal = ARGV[i], status = ARGV[i + 1], version = ARGV[i + 2], owner = ARGV[i + 3], ownerBefore = owner}
    end
  end
  return news
end

local function writeVersionsAndBits(news)
  local versions, bookedBits, finalBits = {}, {}, {}
  for n, ticket in ipairs(news) do
    local ordinal, status, at = ticket.ordinal, ticket.status, 4 * n
    versions[2 * n - 1], versions[2 * n] = ordinal, ticket.version .. ' ' .. ticket.owner
    bookedBits[at - 3], bookedBits[at - 2], bookedBits[at - 1] = 'SET', 'u1', ordinal
    bookedBits[at] = status == AVAILABLE and '0' or '1'
    finalBits[at - 3], finalBits[at - 2], finalBits[at - 1] = 'SET', 'u1', ordinal
    finalBits[at] = status == BOOKED and '1' or '0'
  end
  redis.call('HSET', seatVersions, unpack(versions))
  redis.call('BITFIELD', booked, unpack(bookedBits))
  redis.call('BITFIELD', final, unpack(finalBits))
end

local function countOwned(news)
  local more = {}
  for _, ticket in ipairs(news) do
    more[ticket.ownerBefore] = (more[ticket.ownerBefore] or 0) - 1
    more[ticket.owner] = (more[ticket.owner] or 0) + 1
  end
  for owner, tickets in pairs(more) do
    if owner ~= '' and tickets ~= 0 and redis.call('HINCRBY', owned, owner, tickets) <= 0 then
      redis.call('HDEL', owned, owner)
    end
  end
end

local function add(set, score, ordinal)
  toAdd[set] = toAdd[set] or {}
  local members = toAdd[set]
  members[#members + 1] = score
  members[#members + 1] = ordinal
end

local function remove(set, ordinal)
  toRemove[set] = toRemove[set] or {}
  local members = toRemove[set]
  members[#members + 1] = ordinal
end

local function holdOf(key)
  if not holds[key] then
    local record = prefix .. 'hold:' .. key
    local buyer = redis.call('HGET', record, 'buyer')
    holds[key] = {record = record, buyer = buyer, ofBuyer = buyer and prefix .. 'buyer:' .. buyer}
  end
  return holds[key]
end

-- A declined card: the seats go back to the hold for what is left of it, for all of them the same.
local function giveBackToHold(ordinal, hold)
  hold.deadline = hold.deadline or string.format('%.0f', redis.call('PEXPIRETIME', hold.record))
  givenBack[hold.record] = true
  endOfSet[hold.ofBuyer] = hold.deadline
  add(held, hold.deadline, ordinal)
  add(hold.ofBuyer, hold.deadline, ordinal)
  text[#text + 1] = ordinal .. ':1:' .. hold.deadline
end

local function endHold(ordinal)
  remove(held, ordinal)
  withoutHolder[#withoutHolder + 1] = ordinal
end

local function free(ordinal)
  endHold(ordinal)
  text[#text + 1] = ordinal .. ':0'
end

local function take(ticket, hold)
  local ordinal, status = ticket.ordinal, ticket.status
  -- The seat counts for its owner in `owned` from here on, not as a hold as well.
  if hold and hold.buyer then
    remove(hold.ofBuyer, ordinal)
  end
  if status == BOOKED or status == WITHHELD then
    endHold(ordinal)
    -- What is withheld was held by its organizer meanwhile.
    if hold and (hold.buyer == ticket.owner or status == WITHHELD) then
      endedHolds[hold.record] = true
    end
  end
  text[#text + 1] = ordinal .. ':' .. status
end

local function writeHolds()
  for set, members in pairs(toRemove) do
    redis.call('ZREM', set, unpack(members))
  end
  for set, members in pairs(toAdd) do
    redis.call('ZADD', set, unpack(members))
  end
  for record in pairs(givenBack) do
    redis.call('HDEL', record, 'paying')
  end
  for set, deadline in pairs(endOfSet) do
    -- Other holds of the buyer may end later.
    if redis.call('PTTL', set) < tonumber(deadline) - now then
      redis.call('PEXPIREAT', set, deadline)
    end
  end
  if #withoutHolder > 0 then
    redis.call('HDEL', holders, unpack(withoutHolder))
  end
  toAdd, toRemove, withoutHolder, givenBack, endOfSet = {}, {}, {}, {}, {}
end

local function update(first)
  local news = newsFrom(first)
  if #news == 0 then
    return
  end
  writeVersionsAndBits(news)
  countOwned(news)
  local ordinals = {}
  for n, ticket in ipairs(news) do
    ordinals[n] = ticket.ordinal
  end
  for n, key in ipairs(redis.call('HMGET', holders, unpack(ordinals))) do
    local ticket, hold = news[n], key and holdOf(key)
    if ticket.status ~= AVAILABLE then
      take(ticket, hold)
    elseif hold and hold.buyer then
      giveBackToHold(ticket.ordinal, hold)
    else
      free(ticket.ordinal)
    end
  end
  writeHolds()
end

local function announce()
  if redis.call('EXISTS', eventVersion) == 0 then
    redis.call('SET', eventVersion, clock[1] .. string.format('%06d', clock[2]))
  end
  local version = string.format('%.0f', redis.call('INCR', eventVersion))
  redis.call('XADD', changes, 'MAXLEN', '~', streamLength, version .. '-0', 's', table.concat(text, ','))
end

for first = FIRST_TICKET, #ARGV, 4 * TICKETS_AT_ONCE do
  update(first)
end
local ended = {}
for record in pairs(endedHolds) do
  ended[#ended + 1] = record
end
if endedBefore ~= 'MORE' then
  for record in string.gmatch(endedBefore, '%S+') do
    ended[#ended + 1] = record
  end
  if #ended > 0 then
    redis.call('DEL', unpack(ended))
  end
  ended = {}
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
return ended
