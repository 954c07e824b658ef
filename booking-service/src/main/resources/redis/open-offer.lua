-- Makes known a hold of seats that are kept for it, so that confirming it takes no seat here: they are shown as reserved
-- already. What is known is left alone.
local record = KEYS[1] -- bo:{e}:hold:<hold key>
local buyer, ordinals, deadline, price = ARGV[1], ARGV[2], ARGV[3], ARGV[4] -- deadline in epoch ms

if redis.call('EXISTS', record) == 1 then
  return 0
end
redis.call('HSET', record, 'buyer', buyer, 'ordinals', ordinals, 'deadline', deadline, 'admission', '', 'price', price)
redis.call('PEXPIREAT', record, deadline)
return 1
