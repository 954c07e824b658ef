-- Takes all the wanted seats of an event for one buyer, or none. One call, no SQL.
--
-- Returns {'HELD', deadline, hold key, price, ordinal…}, {'TAKEN', ordinal…}, {'LIMIT', has}, {'SOLD_OUT'}, {'NOT_ON_SALE'},
--         {'ADMISSION'}, {'KEY_REUSED'}, {'NOT_LOADED'}, {'CODE', reason}, {'GUESSES', ms to wait}, {'ALONE', ordinal…};
--         single seats that a hold leaves follow its own after '|'; a repeated request gets its first answer with 'REPLAYED' before it.
local loaded, held, booked, eventVersion, changes, owned = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local ofBuyer, record, firstAnswer, roomIsOn, admissionUsed = KEYS[7], KEYS[8], KEYS[9], KEYS[10], KEYS[11]
local guesses, codeUses = KEYS[12], KEYS[13] -- wrong codes of the buyer; uses of codes
local keyOwner = KEYS[14] -- the idempotency key's event; nil in a cluster, where it lives in another slot
local prefix, holdKey, buyer, ttl, mostPerCustomer = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
local salesStart, salesEnd = tonumber(ARGV[6]), tonumber(ARGV[7]) -- epoch ms, 0: open
local requestHash, answerLife = ARGV[8], ARGV[9] -- '' without an idempotency key; in ms
local admission, waitingRoom = ARGV[10], ARGV[11] -- '' without; the catalogue's mode
local streamLength, wanted = ARGV[12], tonumber(ARGV[13])
-- 'listed': the rest are `wanted` ordinals
-- 'try':    the rest are alternatives, each of `wanted` ordinals, the first free one is taken; that all are taken is not this
--           request's last word
-- 'any':    the rest are ordinals of which any `wanted` are taken; that too few are free is not the last word
-- 'none':   there is nothing to take: what else is in the way, else that all is sold
local mode = ARGV[14]
-- How long a refusal is remembered, in ms, and how many successes of one buyer: the oldest is forgotten for the newest.
local refusalLife, mostAnswers = ARGV[15], tonumber(ARGV[16])
local price = ARGV[17] -- what the hold is priced by
local code = ARGV[18] -- '' without; its number; 'UNKNOWN' or 'NOT_FOR_THESE', as found before
local codeTerms = ARGV[19] -- see termsOfCode
local orphanRule, around = ARGV[20], ARGV[21] -- 'OFF', 'WARN' or 'REFUSE' single seats; 'listed' seats' surroundings, see seatsLeftAlone
local FIRST_NUMBER = 22
local CANDIDATES_A_LOOK = 50
local MANY_SEATS, LONG_MEMBER = 50, string.rep('-', 65)

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function answeredBefore()
  if requestHash == '' then
    return nil
  end
  if keyOwner and (redis.call('GET', keyOwner) or prefix) ~= prefix then
    return {'KEY_REUSED'}
  end
  local first = redis.call('GET', firstAnswer)
  if not first then
    return nil
  end
  local split = string.find(first, ' ', 1, true)
  if string.sub(first, 1, split - 1) ~= requestHash then
    return {'KEY_REUSED'}
  end
  local answer = cjson.decode(string.sub(first, split + 1))
  table.insert(answer, 1, 'REPLAYED')
  return answer
end

-- This very request, sent once more because its answer was lost on the way: it finds its own seats taken.
local function heldBefore()
  local before = redis.call('HMGET', record, 'deadline', 'ordinals', 'price', 'alone')
  if not before[1] then
    return nil
  end
  local result = {'HELD', before[1], holdKey, before[3] or price}
  for ordinal in string.gmatch(before[2], '%d+') do
    result[#result + 1] = ordinal
  end
  for word in string.gmatch(before[4] or '', '[^,]+') do
    result[#result + 1] = word
  end
  return result
end

local function forgetOldAnswers()
  local answers = prefix .. 'idems:' .. buyer
  redis.call('RPUSH', answers, firstAnswer)
  redis.call('PEXPIRE', answers, answerLife)
  while redis.call('LLEN', answers) > mostAnswers do
    redis.call('DEL', redis.call('LPOP', answers))
  end
end

local function answer(result)
  if requestHash ~= '' then
    local held = result[1] == 'HELD'
    local life = held and answerLife or refusalLife
    redis.call('SET', firstAnswer, requestHash .. ' ' .. cjson.encode(result), 'PX', life)
    if keyOwner then
      redis.call('SET', keyOwner, prefix, 'PX', life)
    end
    if held then
      forgetOldAnswers()
    end
  end
  return result
end

local function lacksAdmission(room)
  if admission ~= '' then
    return redis.call('EXISTS', admissionUsed) == 1
  end
  -- What the gateway says now ('1' on, '0' an operator's off) comes before what the catalogue said when the event was edited.
  return room == '1' or (waitingRoom == 'ON' and room ~= '0')
end

-- What is known here of a code's uses may be behind: the claim decides.
local function isUsed(scope, most)
  local uses = string.match(redis.call('HGET', codeUses, scope) or '', ' (%d+)$')
  return most ~= 0 and uses and tonumber(uses) >= most
end

-- From and until when it is good (epoch ms, 0: open), whether it opens the sale, how often it may be used by all and by one
-- customer (0: any number); how many wrong codes one may try within how many ms.
local function termsOfCode()
  local terms = {}
  for number in string.gmatch(codeTerms, '%d+') do
    terms[#terms + 1] = tonumber(number)
  end
  return unpack(terms)
end

local function codeRefusal()
  if code == '' then
    return nil
  end
  local codeFrom, codeUntil, codeOpensSale, codeMost, codeMostPerCustomer, mostGuesses, guessWindow = termsOfCode()
  if tonumber(redis.call('GET', guesses) or '0') >= mostGuesses then
    return {'GUESSES', tostring(redis.call('PTTL', guesses))}
  end
  if code == 'UNKNOWN' then
    if redis.call('INCR', guesses) == 1 then
      redis.call('PEXPIRE', guesses, guessWindow)
    end
    return {'CODE', code}
  end
  if code == 'NOT_FOR_THESE' then
    return {'CODE', code}
  end
  if codeFrom > now then
    return {'CODE', 'NOT_YET'}
  end
  if codeUntil ~= 0 and codeUntil <= now then
    return {'CODE', 'EXPIRED'}
  end
  if isUsed(code, codeMost) or isUsed(code .. ':' .. buyer, codeMostPerCustomer) then
    return {'CODE', 'USED_UP'}
  end
  return nil, codeOpensSale == 1
end

local function refusal(room)
  local refusedCode, codeOpensSale = codeRefusal()
  if refusedCode then
    return refusedCode
  end
  if (salesStart > now and not codeOpensSale) or (salesEnd ~= 0 and salesEnd <= now) then
    return {'NOT_ON_SALE'}
  end
  if lacksAdmission(room) then
    return {'ADMISSION'}
  end
  -- The buyer's own holds that have run out no longer count, nor do those whose seats are in `owned` by now.
  redis.call('ZREMRANGEBYSCORE', ofBuyer, '-inf', now)
  local has = redis.call('ZCARD', ofBuyer) + tonumber(redis.call('HGET', owned, buyer) or '0')
  if has + wanted > mostPerCustomer then
    return {'LIMIT', tostring(has)}
  end
  return nil
end

-- Which of some seats are free, and which are not, both in their order. All are looked at by two commands: in a script a
-- command costs more than what it does for a seat.
local function sorted(ordinals)
  local keys, bits = {}, {}
  for i, ordinal in ipairs(ordinals) do
    keys[i] = prefix .. 'seat:' .. ordinal
    bits[3 * i - 2], bits[3 * i - 1], bits[3 * i] = 'GET', 'u1', ordinal
  end
  local holders = redis.call('MGET', unpack(keys))
  local isBooked = redis.call('BITFIELD_RO', booked, unpack(bits))
  local free, taken = {}, {}
  for i, ordinal in ipairs(ordinals) do
    local into = free
    -- guard:begin
    if isBooked[i] == 1 or holders[i] then
      into = taken
    end
    -- guard:end
    into[#into + 1] = ordinal
  end
  return free, taken
end

local function addAll(more, list)
  for _, one in ipairs(more) do
    list[#list + 1] = one
  end
end

-- The first alternative that is free as a whole; else nil and all that are taken.
local function firstFreeAlternative()
  local taken = {}
  for first = FIRST_NUMBER, #ARGV, wanted do
    local seats, others = sorted({unpack(ARGV, first, first + wanted - 1)})
    if #others == 0 then
      return seats, taken
    end
    addAll(others, taken)
  end
  return nil, taken
end

local function firstFreeOf()
  local seats, taken = {}, {}
  for first = FIRST_NUMBER, #ARGV, CANDIDATES_A_LOOK do
    local free, others = sorted({unpack(ARGV, first, math.min(first + CANDIDATES_A_LOOK - 1, #ARGV))})
    addAll(others, taken)
    addAll({unpack(free, 1, wanted - #seats)}, seats)
    if #seats == wanted then
      return seats, taken
    end
  end
  return nil, taken
end

-- The free seats that would have no free neighbour left. `around` is, for each block of picked seats, the seats next to it and
-- beyond them, left and right, -1 where nobody can sit, and 1 where the block is alone in its run: at one end of a stretch such a
-- block leaves a single seat only where every block of its size would.
local function seatsLeftAlone()
  local alone, canSit, seats = {}, {}, {}
  for ordinal in string.gmatch(around, '(-?%d+),') do
    if ordinal ~= '-1' then
      seats[#seats + 1] = ordinal
    end
  end
  if #seats > 0 then
    for _, ordinal in ipairs((sorted(seats))) do
      canSit[ordinal] = true
    end
  end
  for left, beyondLeft, right, beyondRight, isOnly in string.gmatch(around, '(-?%d+),(-?%d+),(-?%d+),(-?%d+),(%d)') do
    local hasLeft, hasRight = canSit[left], canSit[right]
    if isOnly == '0' or hasLeft == hasRight then
      if hasLeft and not canSit[beyondLeft] then
        alone[#alone + 1] = left
      end
      if hasRight and not canSit[beyondRight] then
        alone[#alone + 1] = right
      end
    end
  end
  return alone
end

-- What has run out meanwhile is announced in passing, a few seats a call.
local function endedHolds()
  local ended = redis.call('ZRANGEBYSCORE', held, '-inf', now, 'LIMIT', 0, 32)
  if #ended == 0 then
    return {}
  end
  redis.call('ZREM', held, unpack(ended))
  return (sorted(ended))
end

local function announce(text, hasVersion)
  if not hasVersion then
    redis.call('SET', eventVersion, clock[1] .. string.format('%06d', clock[2]))
  end
  local version = string.format('%.0f', redis.call('INCR', eventVersion))
  redis.call('XADD', changes, 'MAXLEN', '~', streamLength, version .. '-0', 's', table.concat(text, ','))
end

-- Redis keeps a small sorted set as a list, and walks through it for each member that it adds; a long member makes a tree
-- of it at once.
local function addToBuyer(scores)
  if wanted > MANY_SEATS then
    redis.call('ZADD', ofBuyer, 0, LONG_MEMBER)
  end
  redis.call('ZADD', ofBuyer, unpack(scores))
  if wanted > MANY_SEATS then
    redis.call('ZREM', ofBuyer, LONG_MEMBER)
  end
end

local function hold(seats, alone, hasVersion)
  local deadline = string.format('%.0f', now + ttl)
  local scores, text = {}, {}
  local result = {'HELD', deadline, holdKey, price}
  for i, ordinal in ipairs(seats) do
    redis.call('SET', prefix .. 'seat:' .. ordinal, holdKey, 'PX', ttl)
    scores[2 * i - 1], scores[2 * i] = deadline, ordinal
    text[i] = ordinal .. ':1:' .. deadline
    result[4 + i] = ordinal
  end
  redis.call('ZADD', held, unpack(scores))
  addToBuyer(scores)
  redis.call('PEXPIREAT', ofBuyer, deadline)
  redis.call('HSET', record, 'buyer', buyer, 'ordinals', table.concat(seats, ','), 'deadline', deadline, 'admission', admission,
    'price', price)
  if #alone > 0 then
    table.insert(alone, 1, '|')
    redis.call('HSET', record, 'alone', table.concat(alone, ','))
    for _, word in ipairs(alone) do
      result[#result + 1] = word
    end
  end
  redis.call('PEXPIRE', record, ttl)
  for _, ordinal in ipairs(endedHolds()) do
    text[#text + 1] = ordinal .. ':0'
  end
  announce(text, hasVersion)
  return result
end

local isListed = mode == 'listed'
local before = answeredBefore() or (not isListed and heldBefore())
if before then
  return before
end
local isLoaded, room, hasVersion = unpack(redis.call('MGET', loaded, roomIsOn, eventVersion))
if not isLoaded then
  return {'NOT_LOADED'}
end
local refused = refusal(room)
if refused then
  return heldBefore() or answer(refused)
end
if mode == 'none' then
  return answer({'SOLD_OUT'})
end
local seats, taken
if mode == 'any' then
  seats, taken = firstFreeOf()
else
  seats, taken = firstFreeAlternative()
end
if seats then
  local alone = seatsLeftAlone()
  if #alone > 0 and orphanRule == 'REFUSE' then
    table.insert(alone, 1, 'ALONE')
    return answer(alone)
  end
  return answer(hold(seats, alone, hasVersion))
end
table.insert(taken, 1, 'TAKEN')
return isListed and (heldBefore() or answer(taken)) or taken
