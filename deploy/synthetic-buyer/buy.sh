#!/bin/sh
# A buyer from outside: searches, holds a seat, pays, looks at the ticket and gives it back. Ends with 0, or names the step that
# failed and ends with its number. Needs sh, curl and sed.
#
#   BUYER_URL            the gateway, as buyers reach it
#   BUYER_TERM           what to search for: words that find one event, kept for this purpose
#   BUYER_PAYMENTMETHOD  a test card (pm_card_visa); empty where only free tickets may be bought, as with Stripe's live keys
#   BUYER_TOKENURL, BUYER_CLIENTID, BUYER_CLIENTSECRET   the issuer's token endpoint, and a client with role `buyer`;
#                        without them a token of a demonstration is asked for (`/dev/token`)
#   BUYER_EVERY          seconds between two purchases; without it, one purchase and the end
set -u
: "${BUYER_URL:?}" "${BUYER_TERM:?}"
method=${BUYER_PAYMENTMETHOD-pm_card_visa}

fail() { # number, step, what was seen
  echo "step=$2 result=failed answer=$(printf %s "$3" | tr '\n' ' ' | cut -c 1-300)"
  return "$1"
}

# The value of the first string member of that name.
first() { sed 's/"'"$1"'" *: *"/\n&/g' | sed -n 's/^"'"$1"'" *: *"\([^"]*\)".*/\1/p' | head -n 1; }

token() {
  if [ -n "${BUYER_TOKENURL-}" ]; then
    # The secret by stdin: a command line is everybody's.
    printf 'grant_type=client_credentials&client_id=%s&client_secret=%s' "${BUYER_CLIENTID:?}" "${BUYER_CLIENTSECRET:?}" |
      curl -sS --max-time 10 --data @- "$BUYER_TOKENURL" 2>&1
  else
    curl -sS --max-time 10 -H 'Content-Type: application/json' "$BUYER_URL/dev/token" \
      --data '{"subject":"synthetic-buyer","roles":["buyer"]}' 2>&1
  fi
}

ask() { # method, path, body: as the buyer
  printf 'header = "Authorization: Bearer %s"\n' "$bearer" |
    curl -sS --config - --max-time 40 -X "$1" -H 'Content-Type: application/json' -H 'Prefer: wait=20' ${3:+--data "$3"} "$BUYER_URL$2" 2>&1
}

give_back() { ask POST "/bookings/$booking/cancellation" '{}'; }

buy() {
  run=$(date +%s)
  answer=$(token)
  bearer=$(printf %s "$answer" | first access_token)
  [ -n "$bearer" ] || { fail 10 token "$(printf %s "$answer" | sed 's/eyJ[A-Za-z0-9._-]*/…/g')"; return; }

  answer=$(curl -sS --max-time 10 --get --data-urlencode "term=$BUYER_TERM" --data-urlencode size=1 "$BUYER_URL/search" 2>&1)
  event=$(printf %s "$answer" | sed 's/.*"events" *: *\[//' | first id)
  [ -n "$event" ] || { fail 11 search "$answer"; return; }

  answer=$(curl -sS --max-time 10 "$BUYER_URL/events/$event" 2>&1)
  case $answer in *"\"$event\""*) ;; *) fail 12 event "$answer"; return ;; esac

  answer=$(ask POST /booking/reserve "{\"eventId\":\"$event\",\"quantity\":1}")
  hold=$(printf %s "$answer" | first holdId)
  [ -n "$hold" ] || { fail 13 reserve "$answer"; return; }

  answer=$(ask PUT /booking/confirm "{\"holdId\":\"$hold\"${method:+,\"paymentMethodId\":\"$method\"}}")
  booking=$(printf %s "$answer" | first bookingId)
  [ -n "$booking" ] || { ask DELETE "/booking/holds/$hold" >/dev/null; fail 14 confirm "$answer"; return; }
  case $answer in
    *'"status":"CONFIRMED"'*) ;;
    *) give_back >/dev/null; fail 15 payment "$answer"; return ;;
  esac

  answer=$(ask GET "/bookings/$booking/tickets")
  case $answer in *'"tickets"'* | *'"code"'*) ;; *) give_back >/dev/null; fail 16 ticket "$answer"; return ;; esac

  answer=$(give_back)
  case $answer in
    *'"status":"CANCELLED"'* | *'"status":"REFUNDED"'*) ;;
    *) fail 17 cancellation "$answer"; return ;;
  esac
  echo "step=all result=bought event=$event booking=$booking seconds=$(($(date +%s) - run))"
}

if [ -z "${BUYER_EVERY-}" ]; then
  buy
  exit
fi
while :; do
  if buy; then date +%s >/tmp/bought; fi
  sleep "$BUYER_EVERY" &
  wait $!
done
