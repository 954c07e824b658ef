-- Counts a wrong code of a buyer, and tells whether there were too many. Returns how many ms to wait, 0: none.
local guesses = KEYS[1]
local isWrong, mostGuesses, window = ARGV[1] == '1', tonumber(ARGV[2]), ARGV[3] -- window in ms

if tonumber(redis.call('GET', guesses) or '0') >= mostGuesses then
  return math.max(1, redis.call('PTTL', guesses))
end
if isWrong and redis.call('INCR', guesses) == 1 then
  redis.call('PEXPIRE', guesses, window)
end
return 0
