-- Asks, just before the seats are claimed in Postgres, whether a hold is alive, and keeps it so for the moment the
-- claim takes: until its deadline and one grace at most, however often it is confirmed. For one grace it counts as being
-- paid for; from then on Postgres's word is here. A hold that Redis never saw (it was out) takes its seats now, if no
-- other hold has them. Returns {'ALIVE', admission}, {'GONE'}, {'EXHAUSTED', ms to wait}, {'CROWDED'} or {'TAKEN', ordinal…}.
--
-- A card is counted under its hold and number from before it is tried: the first one here, later ones by begin-try.lua. Cards
-- that are being tried count with those that were declined, so that however many come at once, no more are tried than may be.
local record, held, holders, eventVersion, changes, ofBuyer = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
-- Of the buyer, see count-decline.lua. Nil in a cluster, where they live in another slot: begin-try.lua was called before.
local declined, tried = KEYS[7], KEYS[8]
local prefix, holdKey, buyer, grace = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]) -- grace in ms
local isGuaranteed, deadlineText, streamLength = ARGV[5] == '1', ARGV[6], ARGV[7] -- deadline in epoch ms
local mostDeclines = tonumber(ARGV[8])
local price = ARGV[9] -- what the hold is priced by
local longestTry = tonumber(ARGV[10]) -- in ms, should its outcome get lost
local firstCard = ARGV[11] -- the member of `declined` or `tried` that stands for the first card on this hold
local FIRST_ORDINAL = 12

local deadline = tonumber(deadlineText)
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

-- Which hold had each of the seats last, false where none had.
local function lastHolders()
  return redis.call('HMGET', holders, unpack(ARGV, FIRST_ORDINAL))
end

local function prolong()
  -- guard:begin
  local left = math.min(grace, deadline + grace - now)
  -- guard:end
  if left <= 0 or redis.call('PTTL', record) >= left then
    return
  end
  local till = string.format('%.0f', now + left)
  redis.call('PEXPIREAT', record, till)
  local scores = {}
  for i, holder in ipairs(lastHolders()) do
    if holder == holdKey then
      scores[#scores + 1] = till
      scores[#scores + 1] = ARGV[FIRST_ORDINAL + i - 1]
    end
  end
  if #scores > 0 then
    redis.call('ZADD', held, unpack(scores))
  end
end

local function takenByOthers()
  local taken, isAlive = {'TAKEN'}, {}
  for i, holder in ipairs(lastHolders()) do
    if holder and holder ~= holdKey and isAlive[holder] == nil then
      isAlive[holder] = redis.call('EXISTS', prefix .. 'hold:' .. holder) == 1
    end
    if holder and isAlive[holder] then
      taken[#taken + 1] = ARGV[FIRST_ORDINAL + i - 1]
    end
  end
  return taken
end

local function takeSeats()
  local mine, scores, ofSeats = {unpack(ARGV, FIRST_ORDINAL)}, {}, {}
  for i, ordinal in ipairs(mine) do
    scores[2 * i - 1], scores[2 * i] = deadlineText, ordinal
    ofSeats[2 * i - 1], ofSeats[2 * i] = ordinal, holdKey
  end
  redis.call('ZADD', held, unpack(scores))
  redis.call('HSET', holders, unpack(ofSeats))
  redis.call('ZADD', ofBuyer, unpack(scores))
  if redis.call('PTTL', ofBuyer) < deadline - now then
    redis.call('PEXPIREAT', ofBuyer, deadlineText)
  end
  redis.call('HSET', record, 'buyer', buyer, 'ordinals', table.concat(mine, ','), 'deadline', deadlineText, 'admission', '',
    'price', price)
  redis.call('PEXPIREAT', record, deadlineText)
  if redis.call('EXISTS', eventVersion) == 0 then
    redis.call('SET', eventVersion, clock[1] .. string.format('%06d', clock[2]))
  end
  local version = string.format('%.0f', redis.call('INCR', eventVersion))
  local status = ':1:' .. deadlineText
  redis.call('XADD', changes, 'MAXLEN', '~', streamLength, version .. '-0', 's', table.concat(mine, status .. ',') .. status)
end

local function count(cards)
  return redis.call('ZCOUNT', cards, '(' .. string.format('%.0f', now), '+inf')
end

-- What is over is tried no more: the hold has ended, and its seat is sold, or free again. While a card is being tried its
-- seat is claimed, and not sold yet, however long ago the hold has ended.
local function forgetEnded()
  for _, card in ipairs(redis.call('ZRANGE', tried, 0, -1)) do
    local event, hold, ordinal = string.match(card, '^(.*:)(hold:[^:]*):%d+:(%d+)$')
    local isClaimed = redis.call('GETBIT', event .. 'final', ordinal) == 0 and redis.call('GETBIT', event .. 'booked', ordinal) == 1
    if redis.call('EXISTS', event .. hold) == 0 and not isClaimed then
      redis.call('ZREM', tried, card)
    end
  end
end

local function isCounted(card)
  return redis.call('ZSCORE', declined, card) or tonumber(redis.call('ZSCORE', tried, card) or '0') > now
end

local function beginPayment()
  redis.call('HSET', record, 'paying', string.format('%.0f', now + grace))
  if declined and not isCounted(firstCard) then
    redis.call('ZADD', tried, string.format('%.0f', now + longestTry), firstCard)
    redis.call('PEXPIRE', tried, longestTry)
  end
end

if declined then
  local declines = count(declined)
  if declines >= mostDeclines then
    local next = redis.call('ZREVRANGE', declined, mostDeclines - 1, mostDeclines - 1, 'WITHSCORES')
    return {'EXHAUSTED', string.format('%.0f', next[2] - now)}
  end
  if declines + count(tried) >= mostDeclines then
    forgetEnded()
    if declines + count(tried) >= mostDeclines and not isCounted(firstCard) then
      return {'CROWDED'}
    end
  end
end
local known = redis.call('HMGET', record, 'buyer', 'admission')
if known[1] then
  if known[1] ~= buyer then
    return {'GONE'}
  end
  beginPayment() -- what is written after the record's end would stay
  prolong()
  return {'ALIVE', known[2] or ''}
end
if isGuaranteed or deadline <= now then
  return {'GONE'}
end
local taken = takenByOthers()
if #taken > 1 then
  return taken
end
beginPayment()
takeSeats()
return {'ALIVE', ''}
