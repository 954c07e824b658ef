-- Answers requests for seats of one event, in their order: each takes all the seats it wants, or none. One call, no SQL.
-- Requests that come at once share a call, because in a script what all need costs more than a seat does.
--
-- Returns an answer for each request:
--         {'HELD', deadline, hold key, price, ordinal…}, {'TAKEN', ordinal…}, {'LIMIT', has}, {'SOLD_OUT'}, {'NOT_ON_SALE'},
--         {'ADMISSION'}, {'KEY_REUSED'}, {'NOT_LOADED'}, {'CODE', reason}, {'GUESSES', ms to wait}, {'ALONE', ordinal…};
--         single seats that a hold leaves follow its own after '|'; a repeated request gets its first answer with 'REPLAYED' before it.
local loaded, held, holders, booked, eventVersion, changes, owned, roomIsOn, codeUses = unpack(KEYS)
local prefix, ttl, streamLength = ARGV[1], ARGV[2], ARGV[3] -- ttl in ms
-- How long in ms an answer is remembered with an idempotency key, how long a refusal, and how many successes of one buyer: the
-- oldest is forgotten for the newest.
local answerLife, refusalLife, mostAnswers = ARGV[4], ARGV[5], tonumber(ARGV[6])
local mostGuesses, guessWindow = tonumber(ARGV[7]), ARGV[8] -- how many wrong codes one may try within how many ms
local FIRST_REQUEST, FIELDS = 9, 14
local CANDIDATES_A_LOOK = 50
local MANY_SEATS, LONG_MEMBER = 50, string.rep('-', 65)

-- The request that is being answered.
local holdKey, buyer, wanted
-- 'listed': its numbers are `wanted` ordinals
-- 'try':    they are alternatives, each of `wanted` ordinals, the first free one is taken; that all are taken is not this
--           request's last word
-- 'any':    they are ordinals of which any `wanted` are taken; that too few are free is not the last word
-- 'none':   there is nothing to take: what else is in the way, else that all is sold
local mode
local terms -- of the sale, as the request knows them
local mostPerCustomer, salesStart, salesEnd, waitingRoom, orphanRule -- epoch ms, 0: open; the catalogue's mode; 'OFF', 'WARN' or 'REFUSE'
local price -- what the hold is priced by
local admission -- '' without
local code -- '' without; its number; 'UNKNOWN' or 'NOT_FOR_THESE', as found before
local codeTerms -- see termsOfCode
local around -- 'listed' seats' surroundings, see seatsLeftAlone
local requestHash -- '' without an idempotency key
local keyOwner -- the idempotency key's event; '' in a cluster, where it lives in another slot
local ofBuyer, record, firstAnswer, admissionUsed
local guesses -- wrong codes of the buyer
local firstNumber, lastNumber

local function readTerms()
  mostPerCustomer, salesStart, salesEnd, waitingRoom, orphanRule = string.match(terms, '^(%d+) (%-?%d+) (%-?%d+) (%S+) (%S+)$')
  mostPerCustomer, salesStart, salesEnd = tonumber(mostPerCustomer), tonumber(salesStart), tonumber(salesEnd)
end

local function readRequest(at)
  local termsBefore = terms
  local key, numbers
  holdKey, buyer, wanted, mode, terms, price, admission, code, codeTerms, around, key, requestHash, keyOwner, numbers =
    unpack(ARGV, at, at + FIELDS - 1)
  if terms ~= termsBefore then
    readTerms()
  end
  wanted = tonumber(wanted)
  ofBuyer, record, firstAnswer = prefix .. 'buyer:' .. buyer, prefix .. 'hold:' .. holdKey, prefix .. 'idem:' .. key
  admissionUsed, guesses = prefix .. 'queue:done:' .. admission, prefix .. 'guesses:' .. buyer
  firstNumber = at + FIELDS
  lastNumber = firstNumber + numbers - 1
end

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function answeredBefore()
  if requestHash == '' then
    return nil
  end
  if keyOwner ~= '' and (redis.call('GET', keyOwner) or prefix) ~= prefix then
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
    local isHeld = result[1] == 'HELD'
    local life = isHeld and answerLife or refusalLife
    redis.call('SET', firstAnswer, requestHash .. ' ' .. cjson.encode(result), 'PX', life)
    if keyOwner ~= '' then
      redis.call('SET', keyOwner, prefix, 'PX', life)
    end
    if isHeld then
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
-- customer (0: any number).
local function termsOfCode()
  local numbers = {}
  for number in string.gmatch(codeTerms, '%S+') do
    numbers[#numbers + 1] = tonumber(number)
  end
  return unpack(numbers)
end

local function codeRefusal()
  if code == '' then
    return nil
  end
  local codeFrom, codeUntil, codeOpensSale, codeMost, codeMostPerCustomer = termsOfCode()
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

local isAlive = {} -- by the key of a hold

-- A hold's life is the TTL of its record.
local function isHeldBy(holder)
  if isAlive[holder] == nil then
    isAlive[holder] = redis.call('EXISTS', prefix .. 'hold:' .. holder) == 1
  end
  return isAlive[holder]
end

local function bookedBits(ordinals)
  local bits = {}
  for i, ordinal in ipairs(ordinals) do
    bits[3 * i - 2], bits[3 * i - 1], bits[3 * i] = 'GET', 'u1', ordinal
  end
  return redis.call('BITFIELD_RO', booked, unpack(bits))
end

-- Which of some seats are free, and which are not, both in their order. All are looked at by two commands: in a script a
-- command costs more than what it does for a seat.
local function freeAndTaken(ordinals)
  local last = redis.call('HMGET', holders, unpack(ordinals))
  local isBooked = bookedBits(ordinals)
  local free, taken = {}, {}
  for i, ordinal in ipairs(ordinals) do
    local into = free
    -- guard:begin
    if isBooked[i] == 1 or last[i] and isHeldBy(last[i]) then
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
  for first = firstNumber, lastNumber, wanted do
    local seats, others = freeAndTaken({unpack(ARGV, first, first + wanted - 1)})
    if #others == 0 then
      return seats, taken
    end
    addAll(others, taken)
  end
  return nil, taken
end

local function firstFreeOf()
  local seats, taken = {}, {}
  for first = firstNumber, lastNumber, CANDIDATES_A_LOOK do
    local free, others = freeAndTaken({unpack(ARGV, first, math.min(first + CANDIDATES_A_LOOK - 1, lastNumber))})
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
    for _, ordinal in ipairs((freeAndTaken(seats))) do
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

local text = {} -- what the event's stream is told

local function hold(seats, alone)
  local deadline = string.format('%.0f', now + ttl)
  local scores, ofSeats = {}, {}
  local result = {'HELD', deadline, holdKey, price}
  for i, ordinal in ipairs(seats) do
    scores[2 * i - 1], scores[2 * i] = deadline, ordinal
    ofSeats[2 * i - 1], ofSeats[2 * i] = ordinal, holdKey
    text[#text + 1] = ordinal .. ':1:' .. deadline
    result[4 + i] = ordinal
  end
  redis.call('ZADD', held, unpack(scores))
  redis.call('HSET', holders, unpack(ofSeats))
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
  redis.call('PEXPIREAT', record, deadline)
  isAlive[holdKey] = true
  return result
end

local isLoaded, room, hasVersion = unpack(redis.call('MGET', loaded, roomIsOn, eventVersion))

local function answerRequest()
  local isListed = mode == 'listed'
  local before = answeredBefore() or (not isListed and heldBefore())
  if before then
    return before
  end
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
    return answer(hold(seats, alone))
  end
  table.insert(taken, 1, 'TAKEN')
  return isListed and (heldBefore() or answer(taken)) or taken
end

-- What has run out meanwhile is announced in passing, a few seats a call.
local function announceEndedHolds()
  local ended = redis.call('ZRANGEBYSCORE', held, '-inf', '(' .. string.format('%.0f', now), 'LIMIT', 0, 32)
  if #ended == 0 then
    return
  end
  for i, isBooked in ipairs(bookedBits(ended)) do
    if isBooked == 0 then
      text[#text + 1] = ended[i] .. ':0'
    end
  end
  redis.call('ZREM', held, unpack(ended))
  redis.call('HDEL', holders, unpack(ended))
end

local answers = {}
local at = FIRST_REQUEST
while at <= #ARGV do
  readRequest(at)
  answers[#answers + 1] = answerRequest()
  at = lastNumber + 1
end
if #text > 0 then
  announceEndedHolds()
  if not hasVersion then
    redis.call('SET', eventVersion, clock[1] .. string.format('%06d', clock[2]))
  end
  local version = string.format('%.0f', redis.call('INCR', eventVersion))
  redis.call('XADD', changes, 'MAXLEN', '~', streamLength, version .. '-0', 's', table.concat(text, ','))
end
return answers
