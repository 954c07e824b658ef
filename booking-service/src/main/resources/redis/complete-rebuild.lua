-- Marks the mirror of an event as complete, if the rebuild that asks still has its lease.
local lease, loaded = KEYS[1], KEYS[2]
local rebuild = ARGV[1]

if redis.call('GET', lease) ~= rebuild then return 0 end
redis.call('SET', loaded, rebuild)
redis.call('DEL', lease)
return 1
