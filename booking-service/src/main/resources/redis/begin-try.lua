-- Counts a card that is about to be tried, in a cluster: elsewhere begin-claim.lua does it. Returns {'BEGUN'}, {'JOINED'}
-- where one is being tried on this hold, {'EXHAUSTED', ms to wait} or {'CROWDED'}.
local declines, tries = KEYS[1], KEYS[2] -- bo:declines:{<hash of the buyer>}, and with `:tries`
local most, hold, longestTry = tonumber(ARGV[1]), ARGV[2], ARGV[3] -- longestTry in ms

local declined = tonumber(redis.call('GET', declines) or '0')
if declined >= most then
  return {'EXHAUSTED', tostring(redis.call('PTTL', declines))}
end
if redis.call('SISMEMBER', tries, hold) == 1 then
  return {'JOINED'}
end
if declined + redis.call('SCARD', tries) >= most then
  return {'CROWDED'}
end
redis.call('SADD', tries, hold)
redis.call('PEXPIRE', tries, longestTry)
return {'BEGUN'}
