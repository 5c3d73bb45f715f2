package main

import (
	"context"
	"log/slog"
	"net"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/messages"
	"gongkai/config/settings"
	"gongkai/queries"
	"gongkai/render/web"
	"gongkai/serve"
	"gongkai/serve/guard"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	listen      string
	behindProxy bool
	certificate string
	key         string
	hosts       []string
	contact     string
	quiet       bool
}

func newServe(a *app) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use: "serve [--listen ADDR]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runServe(cmd.Context(), a, o) },
	}
	a.describe(cmd, "serve", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.listen, "listen", "127.0.0.1:8080", a.say.Text("flag.serve_listen"))
	flags.BoolVar(&o.behindProxy, "behind-proxy", false, a.say.Text("flag.serve_behind_proxy"))
	flags.StringVar(&o.certificate, "tls-cert", "", a.say.Text("flag.serve_tls_cert"))
	flags.StringVar(&o.key, "tls-key", "", a.say.Text("flag.serve_tls_key"))
	flags.StringSliceVar(&o.hosts, "host", nil, a.say.Text("flag.serve_host"))
	flags.StringVar(&o.contact, "contact", "", a.say.Text("flag.serve_contact"))
	flags.BoolVar(&o.quiet, "quiet", false, a.say.Text("flag.serve_quiet"))
	return cmd
}

// runServe answers requests until the context ends.
func runServe(ctx context.Context, a *app, o serveOptions) error {
	loopback := guard.IsLoopback(o.listen)
	switch {
	case (o.certificate == "") != (o.key == ""):
		return wrongUse(a.say.Text("usage.serve_pair"))
	case !loopback && o.certificate == "" && !o.behindProxy:
		return wrongUse(a.say.Text("usage.serve_open", "address", o.listen))
	case !loopback && len(o.hosts) == 0:
		return wrongUse(a.say.Text("usage.serve_host"))
	}
	options, err := a.serveOptions(o)
	if err != nil {
		return err
	}
	options.Numbers = !loopback
	server, err := serve.New(options)
	if err != nil {
		return err
	}
	listener, err := a.listen(ctx, o)
	if err != nil {
		return err
	}
	scheme := "http"
	if o.certificate != "" {
		scheme = "https"
	}
	a.linef("%s", a.say.Text("serve.listening", "address", scheme+"://"+listener.Addr().String()+"/"))
	return server.Serve(ctx, listener)
}

// listen opens the address, with the certificate where one is given.
func (a *app) listen(ctx context.Context, o serveOptions) (net.Listener, error) {
	plain, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return nil, wrongUse(a.say.Text("usage.serve_listen", "address", o.listen, "why", err.Error()))
	}
	if o.certificate == "" {
		return plain, nil
	}
	secured, err := guard.Secure(plain, o.certificate, o.key)
	if err != nil {
		_ = plain.Close() // nothing was answered yet
		return nil, wrongUse(a.say.Text("usage.serve_certificate", "why", err.Error()))
	}
	return secured, nil
}

// serveOptions are what the server is made of.
func (a *app) serveOptions(o serveOptions) (serve.Options, error) {
	catalogue, err := messages.Embedded()
	if err != nil {
		return serve.Options{}, err
	}
	own, err := a.options(reading{})
	if err != nil {
		return serve.Options{}, err
	}
	s := a.settings()
	people := own
	people.MemoryLimit, people.Timeout = s.SQL.MemoryLimit, s.SQL.Timeout
	people.PublicOnly = true
	if people.ResultSize, err = queries.ParseSize(s.SQL.ResultSize); err != nil {
		return serve.Options{}, err
	}
	program, err := readVersion()
	if err != nil {
		return serve.Options{}, err
	}
	level := slog.LevelInfo
	if o.quiet {
		level = slog.LevelWarn
	}
	out := serve.Options{
		Store: a.store(), Session: own, People: people, Read: a.readOptions(), Catalogue: catalogue, Version: program.Version,
		Creator: s.Export.Creator, Contact: o.contact, Hosts: o.hosts, Now: a.now,
		Log: slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: level})),
	}
	if len(o.hosts) > 0 && (o.behindProxy || o.certificate != "") {
		out.Origin = "https://" + strings.ToLower(o.hosts[0])
	}
	if s.Export.Licence != "" {
		list, err := settings.Licences()
		if err != nil {
			return out, err
		}
		for _, l := range list {
			if l.ID == s.Export.Licence {
				out.Licence = web.Link{Text: l.ID, Href: l.URL}
			}
		}
	}
	return out, nil
}
