# Runs a PostgreSQL server for as long as the process that holds the other end of our standard input lives, then stops it and
# removes its folder: also when that process was killed. Orders come one a line: `stop` (at once, as in a crash) and `start`.
# Arguments: the folder, then the server's command.
folder=$1
shift
trap '' HUP INT TERM
start() {
    rm -f "$folder/stopped"
    "$@" </dev/null >>"$folder/log" 2>&1 &
    server=$!
}
stop() {
    kill -QUIT "$server" 2>/dev/null
    wait "$server"
    : >"$folder/stopped"
}
start "$@"
while read -r order; do
    case $order in
        stop) stop ;;
        start) start "$@" ;;
    esac
done
stop
cd /
rm -rf "$folder"
