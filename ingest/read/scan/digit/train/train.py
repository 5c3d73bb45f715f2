"""Trains the net of package digit from samples that main.go wrote. JAX on a processor, a fixed seed.

    python train.py samples.bin net.bin [test.bin]
"""

import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

WIDTH, HEIGHT, STEPS, CLASSES = 96, 24, 48, 16
SEED, EPOCHS, BATCH, RATE = 24, 6, 64, 2e-3


def load(path):
    raw = np.fromfile(path, np.uint8).reshape(-1, WIDTH * HEIGHT + STEPS)
    return raw[:, : WIDTH * HEIGHT].reshape(-1, HEIGHT, WIDTH, 1), raw[:, WIDTH * HEIGHT :]


# Kernels are (height, width, in, out), in the order in which they are written: each followed by its bias.
SHAPES = [(3, 3, 1, 8), (3, 3, 8, 16), (3, 3, 16, 24), (1, 5, 72, 40), (1, 3, 40, 40), (1, 1, 40, CLASSES)]


def start(key):
    net = []
    for shape in SHAPES:
        key, part = jax.random.split(key)
        net.append(jax.random.normal(part, shape) * np.sqrt(2 / np.prod(shape[:3])))
        net.append(jnp.zeros(shape[3]))
    return net


def pool(x, rows, columns):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, rows, columns, 1), (1, rows, columns, 1), "VALID")


def answer(net, x):
    for i in range(6):
        x = jax.lax.conv_general_dilated(x, net[2 * i], (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")) + net[2 * i + 1]
        if i == 5:
            return x[:, 0]
        x = jax.nn.relu(x)
        if i == 0:
            x = pool(x, 2, 2)  # 12 x 48
        if i == 1:
            x = pool(x, 2, 1)  # 6 x 48
        if i == 2:
            x = pool(x, 2, 1)  # 3 x 48, and the three rows become channels
            x = x.transpose(0, 2, 1, 3).reshape(x.shape[0], 1, STEPS, -1)


def loss(net, x, y):
    p = jax.nn.log_softmax(answer(net, x.astype(jnp.float32) / 255))
    beside = y >= 128
    weight = jnp.where(y == 0, 0.3, 1.0)
    hit = jnp.take_along_axis(p, (y % 128)[..., None].astype(jnp.int32), 2)[..., 0]
    hit = jnp.where(beside, jnp.logaddexp(hit, p[..., 0]), hit)
    return -(hit * weight).sum() / weight.sum()


@jax.jit
def step(net, m, v, t, rate, x, y):
    value, g = jax.value_and_grad(loss)(net, x, y)
    m = [0.9 * a + 0.1 * b for a, b in zip(m, g)]
    v = [0.999 * a + 0.001 * b * b for a, b in zip(v, g)]
    net = [w - rate * (a / (1 - 0.9**t)) / (jnp.sqrt(b / (1 - 0.999**t)) + 1e-8) for w, a, b in zip(net, m, v)]
    return net, m, v, value


def right(net, x, y):
    guess = np.concatenate([np.asarray(jax.jit(answer)(net, jnp.asarray(x[i : i + 512], jnp.float32) / 255)).argmax(2) for i in range(0, len(x), 512)])
    return ((guess == y % 128) | ((guess == 0) & (y >= 128))).all(1).mean()


def save(net, path):
    with open(path, "wb") as f:
        for w in net:
            f.write(np.asarray(w, "<f4").tobytes())


def main():
    x, y = load(sys.argv[1])
    net = start(jax.random.key(SEED))
    m, v = [jnp.zeros_like(w) for w in net], [jnp.zeros_like(w) for w in net]
    order, t, total = np.random.default_rng(SEED), 0, EPOCHS * (len(x) // BATCH)
    begun = time.process_time()
    for epoch in range(EPOCHS):
        values = []
        places = order.permutation(len(x))
        for i in range(0, len(x) - BATCH + 1, BATCH):
            t += 1
            rate = RATE * min(1, t / 100) * (0.5 + 0.5 * np.cos(np.pi * t / total)) + 1e-5
            part = places[i : i + BATCH]
            net, m, v, value = step(net, m, v, float(t), rate, x[part], y[part])
            values.append(value)
        print(epoch, float(np.mean([float(a) for a in values])), f"{time.process_time() - begun:.0f} s", flush=True)
        save(net, sys.argv[2])
    for path in sys.argv[3:]:
        print(path, right(net, *load(path)))


main()
