#!/bin/bash
# As the image's own: ELASTIC_PASSWORD becomes the first password of the user elastic, and a variable whose name is a
# setting's is that setting.
set -euo pipefail
if [ ! -f config/elasticsearch.keystore ]; then
    bash bin/elasticsearch-keystore create
    printf '%s' "$ELASTIC_PASSWORD" | bash bin/elasticsearch-keystore add --stdin bootstrap.password
fi
settings=(-Enetwork.host=0.0.0.0 -Ehttp.port=9200)
while IFS= read -r -d '' variable; do
    if [[ $variable =~ ^[a-z_]+(\.[a-z_]+)+= ]]; then
        settings+=("-E$variable")
    fi
done < <(env --null)
export ES_JAVA_OPTS="${ES_JAVA_OPTS:--Xms512m -Xmx512m -XX:TieredStopAtLevel=1}"
exec bash bin/elasticsearch "${settings[@]}"
