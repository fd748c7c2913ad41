// Checks a running ledger with Go's own sumdb/tlog and note: the signature, every entry, inclusion and consistency.
//
//	check URL [OLD_CHECKPOINT_FILE]   prints the checkpoint; with an old one, proves that the new log continues it
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(what string, err error) {
	fmt.Fprintln(os.Stderr, what, err)
	os.Exit(1)
}

func get(url string) []byte {
	answer, err := http.Get(url)
	if err != nil || answer.StatusCode != 200 {
		fail("cannot read "+url, err)
	}
	defer answer.Body.Close()
	bytes, err := io.ReadAll(answer.Body)
	if err != nil {
		fail(url, err)
	}
	return bytes
}

// tlog.ParseTree knows only Go's own header line: the three lines of a C2SP checkpoint are read here.
func checkpoint(text []byte, verifier note.Verifier) (int64, tlog.Hash) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		fail("the checkpoint's signature", err)
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("size", err)
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != 32 {
		fail("root", err)
	}
	var hash tlog.Hash
	copy(hash[:], root)
	return size, hash
}

type tiles struct {
	url  string
	seen map[string][]byte
}

func (t tiles) Height() int                        { return 8 }
func (t tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		// C2SP tiles leave the height out of the path: tile/8/0/000 is tile/0/000.
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		// A tile never changes: each is read once.
		if t.seen[path] == nil {
			t.seen[path] = get(t.url + "/" + path)
		}
		all = append(all, t.seen[path])
	}
	return all, nil
}

func main() {
	base := os.Args[1] + "/so-cai"
	verifier, err := note.NewVerifier(strings.TrimSpace(string(get(base + "/khoa"))))
	if err != nil {
		fail("the key", err)
	}
	text := get(base + "/checkpoint")
	size, root := checkpoint(text, verifier)
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tiles{base, map[string][]byte{}})

	// Every entry, from the entry tiles, is included where it says.
	var leaves []tlog.Hash
	for n := int64(0); n*256 < size; n++ {
		width := min(256, size-n*256)
		path := fmt.Sprintf("%s/tile/entries/%s", base, number(n))
		if width < 256 {
			path += fmt.Sprintf(".p/%d", width)
		}
		for bytes := get(path); len(bytes) > 0; {
			length := int(bytes[0])<<8 | int(bytes[1])
			leaves = append(leaves, tlog.Hash(sha256.Sum256(append([]byte{0}, bytes[2:2+length]...))))
			bytes = bytes[2+length:]
		}
	}
	if int64(len(leaves)) != size {
		fail(fmt.Sprintf("%d entries, but the tree has %d", len(leaves), size), nil)
	}
	for index, leaf := range leaves {
		proof, err := tlog.ProveRecord(size, int64(index), reader)
		if err != nil {
			fail("prove", err)
		}
		if err := tlog.CheckRecord(proof, size, root, int64(index), leaf); err != nil {
			fail(fmt.Sprintf("entry %d", index), err)
		}
	}
	if len(os.Args) > 2 {
		old, err := os.ReadFile(os.Args[2])
		if err != nil {
			fail("old", err)
		}
		oldSize, oldRoot := checkpoint(old, verifier)
		proof, err := tlog.ProveTree(size, oldSize, reader)
		if err != nil {
			fail("prove the tree", err)
		}
		if err := tlog.CheckTree(proof, size, root, oldSize, oldRoot); err != nil {
			fail("the log does not continue the old one", err)
		}
	}
	os.Stdout.Write(text)
}


func number(n int64) string {
	text := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		text = fmt.Sprintf("x%03d/%s", n%1000, text)
	}
	return text
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
