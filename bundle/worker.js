// The worker: it unpacks and runs the program, then reads one file a message.
let limits;

self.ready = (of) => {
  limits = JSON.parse(of);
  postMessage({ limits });
  setTimeout(() => { gongkai("", 0, new Uint8Array(0)); }); // its tables take a second, which the first file is spared
};

onmessage = async ({ data }) => {
  if (data.program) {
    const text = data.program.trim();
    const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const go = new Go();
    const { instance } = await WebAssembly.instantiate(await new Response(stream).arrayBuffer(), go.importObject);
    // It runs until the page goes. Where it ends before, an error reaches the page.
    go.run(instance).then(() => { setTimeout(() => { throw new Error("the program ended"); }); });
    return;
  }
  try {
    const file = data.file;
    const bytes = file.size > limits.bytes ? new Uint8Array(0) : new Uint8Array(await file.arrayBuffer());
    const said = gongkai(file.name, file.size, bytes);
    if (said instanceof Error) throw said;
    postMessage(JSON.parse(said));
  } catch (e) {
    postMessage({ error: String(e.message || e) });
  }
};

// What is thrown in a promise is no error of a worker by itself.
addEventListener("unhandledrejection", (e) => { setTimeout(() => { throw e.reason; }); });
