// Command floor does the least that any reader of a format must do, for `make peers` to set the readers beside it:
//
//	go run ./bench/floor html DIR   every page of HTML below DIR is taken apart into its tokens, and nothing is kept
//	go run ./bench/floor pdf DIR    pdfium opens every PDF and gives the text of each page
//
// It prints how many documents it went through. One goroutine does it all.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"golang.org/x/net/html"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: floor html|pdf DIR")
		os.Exit(2)
	}
	count, err := run(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
	fmt.Println(count)
}

func run(format, dir string) (count int, err error) {
	read := tokens
	switch format {
	case "html":
	case "pdf":
		runtime, err := compiled()
		if err != nil {
			return 0, err
		}
		pool, err := webassembly.Init(webassembly.Config{MinIdle: 1, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: runtime})
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, pool.Close()) }()
		instance, err := pool.GetInstance(0)
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, instance.Close()) }()
		read = func(body []byte) error { return texts(instance, body) }
	default:
		return 0, fmt.Errorf("no floor for %q; there are html and pdf", format)
	}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != "."+format {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		count++
		return read(body)
	})
	return count, err
}

// compiled keeps the compiled code of pdfium from one run to the next, as the program does: compiling takes seconds.
func compiled() (wazero.RuntimeConfig, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "gongkai", "floor"))
	if err != nil {
		return nil, err
	}
	return wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCompilationCache(cache), nil
}

// tokens takes a page apart.
func tokens(body []byte) error {
	z := html.NewTokenizer(bytes.NewReader(body))
	for z.Next() != html.ErrorToken {
		z.Token()
	}
	if err := z.Err(); !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// texts asks pdfium for the text of every page.
func texts(pdf pdfium.Pdfium, body []byte) (err error) {
	opened, err := pdf.OpenDocument(&requests.OpenDocument{File: &body})
	if err != nil {
		return err
	}
	defer func() {
		_, closing := pdf.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document})
		err = errors.Join(err, closing)
	}()
	pages, err := pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return err
	}
	for i := range pages.PageCount {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: opened.Document, Index: i}}
		if _, err := pdf.GetPageText(&requests.GetPageText{Page: page}); err != nil {
			return err
		}
	}
	return nil
}
