// Fetch one address with Go's default client: go run probe.go URL. Nothing here knows of a lane.
package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
)

func main() {
	told := map[string]any{"client": "net/http"}
	answer, err := http.Get(os.Args[1])
	if err != nil {
		told["error"] = err.Error()
	} else {
		text, _ := io.ReadAll(answer.Body)
		told["status"], told["text"] = answer.StatusCode, string(text)
	}
	json.NewEncoder(os.Stdout).Encode(told)
}
