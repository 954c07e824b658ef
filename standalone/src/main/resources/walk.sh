B=http://localhost:8080
TOKEN=$(curl -s $B/dev/token -H 'Content-Type: application/json' -d '{"subject":"alice","roles":["buyer"]}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
EVENT=$(curl -s "$B/search?term=lighthouse+keper" | grep -o '"events":\[{"id":"[^"]*' | cut -d'"' -f6)
curl -s "$B/events/$EVENT" | cut -c1-600
HOLD=$(curl -s $B/booking/reserve -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d "{\"eventId\":\"$EVENT\",\"quantity\":2}" | tee /dev/stderr | grep -o '"holdId":"[^"]*' | cut -d'"' -f4); echo
BOOKING=$(curl -s -X PUT $B/booking/confirm -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H 'Prefer: wait=10' -d "{\"holdId\":\"$HOLD\",\"paymentMethodId\":\"pm_card_visa\"}" | tee /dev/stderr | grep -o '"bookingId":"[^"]*' | cut -d'"' -f4); echo
curl -s $B/bookings/$BOOKING/tickets -H "Authorization: Bearer $TOKEN" | sed 's/;base64,[^"]*/;base64,.../g'; echo
