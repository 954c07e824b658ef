-- Counts a declined card of a buyer; it is being tried no more. The window begins with the first. Returns how many there are
-- in it.
local declines, tries = KEYS[1], KEYS[2] -- bo:declines:{<hash of the buyer>}, and with `:tries`
local window, hold = ARGV[1], ARGV[2] -- window in ms

redis.call('SREM', tries, hold)
local count = redis.call('INCR', declines)
if count == 1 then
  redis.call('PEXPIRE', declines, window)
end
return count
