-- Asks, just before the seats are claimed in Postgres, whether a hold is alive, and keeps it so for the moment the
-- claim takes: until its deadline and one grace at most, however often it is confirmed. For one grace it counts as being
-- paid for; from then on Postgres's word is here. A hold that Redis never saw (it was out) takes its seats now, if no
-- other hold has them. Cards that are being tried count with those that were declined: tried at the same moment they do not
-- pass the limit together. Returns {'ALIVE', admission, '1' where another card is being tried on it or ''}, {'GONE'},
-- {'EXHAUSTED', ms to wait}, {'CROWDED'} or {'TAKEN', ordinal…}.
local record, held, eventVersion, changes, ofBuyer = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
-- Of the buyer: how many were declined, and the holds on which a card is being tried. Nil in a cluster, where they live in
-- another slot: see begin-try.lua.
local declines, tries = KEYS[6], KEYS[7]
local prefix, holdKey, buyer, grace = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]) -- grace in ms
local isGuaranteed, deadlineText, streamLength = ARGV[5] == '1', ARGV[6], ARGV[7] -- deadline in epoch ms
local mostDeclines = tonumber(ARGV[8])
local price = ARGV[9] -- what the hold is priced by
local longestTry = ARGV[10] -- in ms, should its outcome get lost
local FIRST_ORDINAL = 11

local deadline = tonumber(deadlineText)
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function prolong()
  -- guard:begin
  local left = math.min(grace, deadline + grace - now)
  -- guard:end
  if left <= 0 or redis.call('PTTL', record) >= left then
    return
  end
  left = string.format('%.0f', left)
  redis.call('PEXPIRE', record, left)
  local till = string.format('%.0f', now + tonumber(left))
  for i = FIRST_ORDINAL, #ARGV do
    local seat = prefix .. 'seat:' .. ARGV[i]
    if redis.call('GET', seat) == holdKey then
      redis.call('PEXPIRE', seat, left)
      redis.call('ZADD', held, till, ARGV[i])
    end
  end
end

local function takenByOthers()
  local taken = {'TAKEN'}
  for i = FIRST_ORDINAL, #ARGV do
    local holder = redis.call('GET', prefix .. 'seat:' .. ARGV[i])
    if holder and holder ~= holdKey then
      taken[#taken + 1] = ARGV[i]
    end
  end
  return taken
end

local function takeSeats()
  local ttl = string.format('%.0f', deadline - now)
  local text, mine, scores = {}, {}, {}
  for i = FIRST_ORDINAL, #ARGV do
    local ordinal = ARGV[i]
    redis.call('SET', prefix .. 'seat:' .. ordinal, holdKey, 'PX', ttl)
    scores[#scores + 1] = deadlineText
    scores[#scores + 1] = ordinal
    mine[#mine + 1] = ordinal
    text[#text + 1] = ordinal .. ':1:' .. deadlineText
  end
  redis.call('ZADD', held, unpack(scores))
  redis.call('ZADD', ofBuyer, unpack(scores))
  redis.call('HSET', record, 'buyer', buyer, 'ordinals', table.concat(mine, ','), 'deadline', deadlineText, 'admission', '',
    'price', price)
  redis.call('PEXPIRE', record, ttl)
  if redis.call('EXISTS', eventVersion) == 0 then
    redis.call('SET', eventVersion, clock[1] .. string.format('%06d', clock[2]))
  end
  local version = string.format('%.0f', redis.call('INCR', eventVersion))
  redis.call('XADD', changes, 'MAXLEN', '~', streamLength, version .. '-0', 's', table.concat(text, ','))
end

local isJoined = declines and redis.call('SISMEMBER', tries, record) == 1

local function beginPayment()
  redis.call('HSET', record, 'paying', string.format('%.0f', now + grace))
  if declines and not isJoined then
    redis.call('SADD', tries, record)
    redis.call('PEXPIRE', tries, longestTry)
  end
end

-- Holds that have ended, paid for or not, try no card any more.
local function openTries()
  for _, other in ipairs(redis.call('SMEMBERS', tries)) do
    if redis.call('EXISTS', other) == 0 then
      redis.call('SREM', tries, other)
    end
  end
  return redis.call('SCARD', tries)
end

if declines then
  local declined = tonumber(redis.call('GET', declines) or '0')
  if declined >= mostDeclines then
    return {'EXHAUSTED', tostring(redis.call('PTTL', declines))}
  end
  if not isJoined and declined + redis.call('SCARD', tries) >= mostDeclines and declined + openTries() >= mostDeclines then
    return {'CROWDED'}
  end
end
local known = redis.call('HMGET', record, 'buyer', 'admission')
if known[1] then
  if known[1] ~= buyer then
    return {'GONE'}
  end
  prolong()
  beginPayment()
  return {'ALIVE', known[2] or '', isJoined and '1' or ''}
end
if isGuaranteed or deadline <= now then
  return {'GONE'}
end
local taken = takenByOthers()
if #taken > 1 then
  return taken
end
takeSeats()
beginPayment()
return {'ALIVE', '', isJoined and '1' or ''}
