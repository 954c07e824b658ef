-- Counts a declined card of a buyer. The window begins with the first. Returns how many there are in it.
local declines = KEYS[1] -- bo:declines:{<hash of the buyer>}
local window = ARGV[1] -- in ms

local count = redis.call('INCR', declines)
if count == 1 then
  redis.call('PEXPIRE', declines, window)
end
return count
