package guard

import (
	"crypto/tls"
	"net"
)

// Secure returns a listener whose connections are encrypted with a certificate of two PEM files. It fails where the two do not belong
// together.
func Secure(plain net.Listener, certificate, key string) (net.Listener, error) {
	pair, err := tls.LoadX509KeyPair(certificate, key)
	if err != nil {
		return nil, err
	}
	return tls.NewListener(plain, &tls.Config{
		Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"},
	}), nil
}
