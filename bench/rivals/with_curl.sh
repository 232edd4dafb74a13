#!/bin/bash
# curl and openssl, as a script in a drawer: started at the press, one call after another.
# Prints "acknowledged" and "proved" with the moment, in seconds since 1970.
set -eu
secret=practice-secret

call() { # METHOD PATH BODY
    local stamp=$(($(date +%s%N) / 1000000)) sign
    sign=$(printf %s "$stamp$1$2$3" | openssl dgst -sha256 -hmac "$secret" -binary | openssl base64)
    curl --silent --show-error --cacert "$REQUESTS_CA_BUNDLE" -X "$1" "$BENCH_URL$2" ${3:+-d "$3"} \
        -H "ACCESS-KEY: $BENCH_KEY" -H "ACCESS-SIGN: $sign" -H "ACCESS-TIMESTAMP: $stamp" \
        -H "ACCESS-PASSPHRASE: practice-passphrase" -H "Content-Type: application/json"
}

for type in USDT-FUTURES USDC-FUTURES COIN-FUTURES; do
    call POST /api/v2/mix/order/cancel-all-orders "{\"productType\":\"$type\"}" | grep -Eq '"(00000|22001)"'
done
echo "acknowledged $EPOCHREALTIME"
for type in USDT-FUTURES USDC-FUTURES COIN-FUTURES; do
    answer=$(call GET "/api/v2/mix/order/orders-pending?productType=$type" "")
    grep -q '"00000"' <<<"$answer"
    grep -Eq '"entrustedList": ?(null|\[\])' <<<"$answer"
done
echo "proved $EPOCHREALTIME"
