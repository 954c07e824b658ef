-- Counts a card that is about to be tried: each after the first on a hold, and in a cluster the first as well, which elsewhere
-- begin-claim.lua counts. Who asks for the same card at the same moment asks for one. Returns {'BEGUN'}, {'EXHAUSTED', ms to
-- wait} or {'CROWDED'}.
local declined, tried = KEYS[1], KEYS[2] -- of the buyer, see count-decline.lua
local most, card, longestTry = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]) -- longestTry in ms

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function count(cards)
  return redis.call('ZCOUNT', cards, '(' .. string.format('%.0f', now), '+inf')
end

local declines = count(declined)
if declines >= most then
  local next = redis.call('ZREVRANGE', declined, most - 1, most - 1, 'WITHSCORES')
  return {'EXHAUSTED', string.format('%.0f', next[2] - now)}
end
if redis.call('ZSCORE', declined, card) or tonumber(redis.call('ZSCORE', tried, card) or '0') > now then
  return {'BEGUN'}
end
if declines + count(tried) >= most then
  return {'CROWDED'}
end
redis.call('ZADD', tried, string.format('%.0f', now + longestTry), card)
redis.call('PEXPIRE', tried, longestTry)
return {'BEGUN'}
