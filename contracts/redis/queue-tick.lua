-- Moves an event's waiting room forward by as much as time, room and seats allow. Every gateway calls it every second; the
-- time since the last tick decides, so that it matters neither how many call nor who dies meanwhile. Its cost does not
-- depend on how many wait.
--
-- Returns {'MISSING'} or {'STATE', field, value, …}: the room's state, and `now` (ms), `active`, `left` (seats), `held`, `gone`
-- (places whose people have left) besides.
local state_key, active_key, batches_key, unclaimed_key, left_key = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local on_key, booked_key, held_key, final_key, audit_key = KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local prefix = ARGV[1] -- `bo:{e}:`, for the keys whose names follow from who is inside
local organisers_mode, organisers_per_minute, organisers_most_active = ARGV[2], ARGV[3], ARGV[4]
local claim_window_ms = tonumber(ARGV[5])
local total_seats = tonumber(ARGV[6]) -- 0: unknown
local sales_start_ms = tonumber(ARGV[7]) -- 0: at once
local most_looked_at = tonumber(ARGV[8])
local highest_place = tonumber(ARGV[9]) -- that this gateway has seen given
local busy_reserves_per_second, busy_held_seats = tonumber(ARGV[10]), tonumber(ARGV[11]) -- switch AUTO on
local quiet_ms = tonumber(ARGV[12]) -- after which AUTO goes off
local on_life_ms, audit_length = ARGV[13], ARGV[14]
local least_pause_ms = tonumber(ARGV[15]) -- between two ticks
local buckets = tonumber(ARGV[16])
local knows_lots = ARGV[17] == '1' -- this gateway has read who took part in the draw
local most_repicks = tonumber(ARGV[18]) -- times that somebody inside may let go of all their seats
local end_life_ms = ARGV[19] -- for which it is told how somebody's time inside ended
local holding_key = prefix .. 'queue:holding'

local HOLDING_LIFE_SECONDS = 86400
local RATE_SECONDS = 5
local BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
local HASH_LENGTH = 16 -- of a user's hash, as text

local clock = redis.call('TIME')
local now_us = clock[1] * 1000000 + clock[2]
local now = math.floor(now_us / 1000)

local function whole(value)
  return string.format('%.0f', value)
end

-- The room's state: read once, changed here, written once.
local state = {}
local changed = {}

local function read()
  local flat = redis.call('HGETALL', state_key)
  for i = 1, #flat, 2 do
    state[flat[i]] = flat[i + 1]
  end
  return #flat > 0
end

local function number(name)
  return tonumber(state[name] or '0')
end

local function set(name, value)
  state[name] = value
  changed[#changed + 1] = name
  changed[#changed + 1] = value
end

local function write()
  if #changed > 0 then
    redis.call('HSET', state_key, unpack(changed))
  end
end

-- Gaps are places that nobody was given (`from-to`, the end excluded), in order.
local function gaps_of(list)
  local gaps = {}
  for from, to in string.gmatch(list or '', '(%d+)-(%d+)') do
    gaps[#gaps + 1] = {tonumber(from), tonumber(to)}
  end
  return gaps
end

local function size_within(gaps, from, to)
  local size = 0
  for _, gap in ipairs(gaps) do
    size = size + math.max(0, math.min(to, gap[2]) - math.max(from, gap[1]))
  end
  return size
end

-- A failover may have forgotten numbers that were given.
local function skip_forgotten_places()
  if number('next') > highest_place then
    return
  end
  local gap = whole(number('next')) .. '-' .. whole(now_us)
  set('gaps', (state.gaps or '') == '' and gap or state.gaps .. ',' .. gap)
  set('next', whole(now_us))
  set('epoch', whole(now_us))
end

-- The sale starts: whoever is here now takes part in the draw, whoever comes from now on stands behind them. The draw is
-- held once a gateway has written down who takes part (queue-draw.lua).
local function freeze_when_sales_start()
  if state.opened == '1' or state.frozen == '1' or sales_start_ms > now then
    return
  end
  set('frozen', '1')
  set('boundary', whole(number('next')))
end

-- Admissions are named `<hash of the user>.<place>`.
local function user_of(admission)
  return string.sub(admission, 1, HASH_LENGTH)
end

local function place_of(admission)
  return string.sub(admission, HASH_LENGTH + 2)
end

local function done_key(admission)
  return prefix .. 'queue:done:' .. admission
end

local function bytes_of(hash)
  local bytes = {}
  for i = 1, HASH_LENGTH, 4 do
    local bits = 0
    for j = i, i + 3 do
      bits = bits * 64 + string.find(BASE64URL, string.sub(hash, j, j), 1, true) - 1
    end
    bytes[#bytes + 1] = string.char(math.floor(bits / 65536), math.floor(bits / 256) % 256, bits % 256)
  end
  return table.concat(bytes)
end

-- Ends an admission and takes the place with it; the audit trail says `what` became of it, its holder is told `ending`.
local function forget(admission, what, ending)
  local user = user_of(admission)
  local raw = bytes_of(user)
  local bucket = (string.byte(raw, 1) * 256 + string.byte(raw, 2)) % buckets
  redis.call('HDEL', prefix .. 'queue:p:' .. string.format('%x', bucket), raw)
  redis.call('ZREM', active_key, admission)
  redis.call('HDEL', holding_key, admission)
  redis.call('XADD', audit_key, 'MAXLEN', '~', audit_length, '*',
    'what', what, 'who', user, 'place', place_of(admission))
  redis.call('SET', prefix .. 'queue:end:' .. user, ending, 'PX', end_life_ms)
end

-- When the last of the user's holds ends; nil where they have none.
local function holds_until(user)
  local last = redis.call('ZREVRANGE', prefix .. 'buyer:' .. user, 0, 0, 'WITHSCORES')[2]
  return last and tonumber(last) > now and last or nil
end

-- `holding` keeps of whoever has been seen with seats in hand: the tickets they owned then, how often they have let go of all
-- their seats, and `hold`, `free`, or `late`: their admission's time is over, only the seats in hand keep them inside.
local function holding_of(admission)
  local kept = redis.call('HGET', holding_key, admission)
  if not kept then
    return nil
  end
  local owned, repicks, now_has = string.match(kept, '^(%d+) (%d+) (%a+)$')
  return {owned = tonumber(owned), repicks = tonumber(repicks), now_has = now_has}
end

local function keep_holding(admission, owned, repicks, now_has)
  redis.call('HSET', holding_key, admission, whole(owned) .. ' ' .. whole(repicks) .. ' ' .. now_has)
  redis.call('EXPIRE', holding_key, HOLDING_LIFE_SECONDS)
end

local function owned_by(user)
  return tonumber(redis.call('HGET', prefix .. 'owned', user) or '0')
end

local function use_up(admission, admitted_until)
  redis.call('SET', done_key(admission), '1', 'PX', whole(math.max(1000, admitted_until - now + 1000)))
end

-- Whose time is over without seats in hand gives the room back; who holds seats stays as long as they do.
local function end_lapsed()
  local lapsed = 0
  for _, admission in ipairs(redis.call('ZRANGEBYSCORE', active_key, '-inf', now, 'LIMIT', 0, most_looked_at)) do
    local user = user_of(admission)
    local held_until = holds_until(user)
    if redis.call('EXISTS', done_key(admission)) == 1 then
      forget(admission, 'DONE', 'DONE BOOKED')
    elseif held_until then
      local holding = holding_of(admission) or {owned = owned_by(user), repicks = 0}
      redis.call('ZADD', active_key, held_until, admission)
      keep_holding(admission, holding.owned, holding.repicks, 'late')
    else
      forget(admission, 'LAPSED', 'LAPSED TIME_OVER')
      lapsed = lapsed + 1
    end
  end
  set('lapsed', whole(number('lapsed') + lapsed))
end

-- Who lets go of all their seats may pick others until their admission ends, a few times; then it ends. Returns why it ends,
-- or nil. Seats in payment are no hold any more, but owned.
local function reason_to_end(admission)
  local user = user_of(admission)
  local holding = holding_of(admission)
  if holds_until(user) then
    if not holding then
      keep_holding(admission, owned_by(user), 0, 'hold')
    elseif holding.now_has == 'free' then
      keep_holding(admission, owned_by(user), holding.repicks, 'hold')
    end
    return nil
  end
  if not holding or holding.now_has == 'free' or owned_by(user) > holding.owned then
    return nil
  end
  if holding.now_has == 'late' then
    return 'TIME_OVER'
  end
  if holding.repicks >= most_repicks then
    return 'REPICKS_USED'
  end
  keep_holding(admission, holding.owned, holding.repicks + 1, 'free')
  return nil
end

-- Who has booked, or has given up too often what they held, gives the room back. Each tick looks at the next few of those
-- inside.
local function end_used()
  local from = number('sweep')
  local some = redis.call('ZRANGE', active_key, from, from + most_looked_at - 1, 'WITHSCORES')
  local looked_at = #some / 2
  for i = 1, #some, 2 do
    local admission, admitted_until = some[i], tonumber(some[i + 1])
    if redis.call('EXISTS', done_key(admission)) == 1 then
      forget(admission, 'DONE', 'DONE BOOKED')
      from = from - 1
    else
      local reason = reason_to_end(admission)
      if reason then
        use_up(admission, admitted_until)
        forget(admission, 'RELEASED', 'LAPSED ' .. reason)
        from = from - 1
      end
    end
  end
  set('sweep', whole(looked_at < most_looked_at and 0 or math.max(0, from + most_looked_at)))
end

-- Room that was kept for those who were called and did not come is free again. Returns what is still kept.
local function end_unclaimed()
  local reserved = number('reserved')
  while true do
    local batch = redis.call('ZRANGE', batches_key, 0, 0)[1]
    if not batch or tonumber(redis.call('HGET', unclaimed_key, 'until:' .. batch) or '0') > now then
      return reserved
    end
    reserved = reserved - tonumber(redis.call('HGET', unclaimed_key, batch) or '0')
    redis.call('HDEL', unclaimed_key, batch, 'until:' .. batch)
    redis.call('ZREM', batches_key, batch)
  end
end

local function reserves_per_second()
  local reserves = 0
  for second = clock[1] - RATE_SECONDS, clock[1] - 1 do
    reserves = reserves + tonumber(redis.call('GET', prefix .. 'queue:rate:' .. whole(second)) or '0')
  end
  return reserves / RATE_SECONDS
end

-- AUTO: on under pressure, off when nobody waits and it has been quiet for a while.
local function switch(mode, waiting, held)
  local busy = reserves_per_second() >= busy_reserves_per_second or held >= busy_held_seats
  if busy or waiting > 0 then
    set('busy', whole(now))
  end
  local on = mode == 'ON'
  if mode == 'AUTO' then
    on = busy or waiting > 0 or (state.on == '1' and now - number('busy') < quiet_ms)
  end
  set('on', on and '1' or '0')
  if on then
    redis.call('SET', on_key, '1', 'PX', on_life_ms)
  elseif state.omode == 'OFF' then
    -- Said aloud: an operator's OFF holds also where the catalogue says ON. The organiser's is the catalogue's own: nothing
    -- is said that would outlive it once this room is forgotten.
    redis.call('SET', on_key, '0', 'PX', on_life_ms)
  else
    redis.call('DEL', on_key)
  end
  return on
end

-- The turn that many places after `from`.
local function turn_after(from, places, gaps)
  local turn, rest = from, places
  for _, gap in ipairs(gaps) do
    if gap[2] > turn then
      local step = math.min(rest, math.max(0, gap[1] - turn))
      turn = turn + step
      rest = rest - step
      if rest == 0 then
        return turn
      end
      turn = math.max(turn, gap[2])
    end
  end
  return turn + rest
end

-- The turn that many people after `from`: those who have left are passed over at once, however many they are.
local function turn_after_people(from, people, gaps, next_place)
  local low, high = turn_after(from, people, gaps), next_place
  while low < high do
    local middle = math.floor((low + high) / 2)
    local places = middle - from - size_within(gaps, from, middle)
    if places - redis.call('ZCOUNT', left_key, from, middle - 1) >= people then
      high = middle
    else
      low = middle + 1
    end
  end
  return low
end

-- Keeps room for those who are called, for as long as they may take to come.
local function reserve_room(turn, calls)
  local batch = whole(turn)
  redis.call('ZADD', batches_key, turn, batch)
  redis.call('HSET', unclaimed_key, batch, calls, 'until:' .. batch, whole(now + claim_window_ms))
end

-- Calls the next ones. Returns how much room is kept then.
local function call_next(room)
  local per_minute = room.per_minute
  -- At rate 0 nobody is called, not even on credit earned before.
  local most_credit = per_minute > 0 and math.max(1, per_minute / 30) or 0
  local credit = math.min(number('credit') + per_minute / 60000 * math.min(room.passed, 5000), most_credit)
  local calls = math.min(math.floor(credit), room.waiting, room.most_active - room.active - room.reserved)
  if total_seats > 0 then
    -- Who is inside and holds nothing yet wants at least one of the seats that are left.
    calls = math.min(calls, room.left - room.reserved - math.max(0, room.active - room.held))
  end
  if not room.on then
    calls = room.waiting -- nobody is kept when the room is off
  elseif state.soldout == '1' then
    calls = 0
  end
  local reserved = room.reserved
  if calls > 0 then
    local serving = number('serving')
    local to = turn_after_people(serving, calls, room.gaps, number('next'))
    redis.call('ZREMRANGEBYSCORE', left_key, '-inf', to - 1)
    if room.on then
      reserve_room(to, calls)
      reserved = reserved + calls
    end
    set('serving', whole(to))
    credit = math.max(0, credit - calls)
  end
  set('credit', tostring(credit))
  return reserved
end

local function move(mode, per_minute, most_active, passed, held, left)
  set('tick', whole(now))
  set('soldout', (total_seats > 0 and redis.call('BITCOUNT', final_key) >= total_seats) and '1' or '0')
  freeze_when_sales_start()
  end_lapsed()
  end_used()
  local reserved = end_unclaimed()
  local gaps = gaps_of(state.gaps)
  local serving, next_place = number('serving'), number('next')
  local waiting = next_place - serving - size_within(gaps, serving, next_place)
    - redis.call('ZCOUNT', left_key, serving, '+inf')
  local active = redis.call('ZCARD', active_key)
  local on = switch(mode, waiting, held)
  if state.opened == '1' then
    reserved = call_next({
      per_minute = per_minute,
      most_active = most_active,
      passed = passed,
      on = on,
      gaps = gaps,
      waiting = waiting,
      active = active,
      reserved = reserved,
      held = held,
      left = left,
    })
  end
  set('reserved', whole(reserved))
end

local function reply(left, held)
  local result = {'STATE'}
  local function report(name, value)
    result[#result + 1] = name
    result[#result + 1] = value
  end
  for name, value in pairs(state) do
    if name ~= 'pregaps' or not knows_lots then
      report(name, value)
    end
  end
  report('now', whole(now))
  report('active', whole(redis.call('ZCARD', active_key)))
  report('gone', whole(redis.call('ZCOUNT', left_key, state.opened == '1' and number('serving') or '-inf', '+inf')))
  report('held', whole(held))
  report('left', whole(total_seats > 0 and left or -1))
  return result
end

if not read() then
  return {'MISSING'}
end
-- What an operator said goes over what the organiser did, whoever ticks and however little they know of the room yet.
local mode = state.omode or organisers_mode
local per_minute = tonumber(state.orate or organisers_per_minute)
local most_active = tonumber(state.omax or organisers_most_active)

skip_forgotten_places()
local held = redis.call('ZCOUNT', held_key, '(' .. now, '+inf')
local left = total_seats - redis.call('BITCOUNT', booked_key) - held
local passed = now - number('tick')
-- What was set for this event goes over what holds for all.
busy_reserves_per_second = tonumber(state.areserves or busy_reserves_per_second)
if state.aheld and total_seats > 0 then
  busy_held_seats = math.max(1, total_seats * tonumber(state.aheld) / 100)
end
if passed >= least_pause_ms then
  move(mode, per_minute, most_active, passed, held, left)
end
write()
return reply(left, held)
