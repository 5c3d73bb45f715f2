// Package archive unpacks ZIP, 7z and RAR files, and the archives inside them, within limits. It also opens the parts of
// the document formats that are ZIP files themselves, so that one budget guards them all.
//
// The invariant: no more is unpacked than Limits allow, whatever sizes an archive declares, and every file that cannot be
// unpacked is named with its reason while the others still come. Nothing is written to disk, so a name like ../../x is
// harmless; names are for people to read and are decoded from GBK where the archive does not say.
//
// The header of a 7z file is walked before the library opens it, because the library allocates by the counts and the
// dictionaries that a header declares.
//
// In a browser (GOOS=js) 7z and RAR are refused as a format that is not supported.
//
// Encrypted archives, volumes of a split archive and methods that nobody uses for documents are refused.
package archive
