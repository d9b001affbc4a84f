// The rival of `kernels binomial`: the same counts from the same generator, in C.
//
//   binomial FILE DRAWS
//
// FILE has the columns trials and probability. A uniform is 53 bits of Philox4x32-10 (Salmon et al. 2011, doi
// 10.1145/2063384.2063405) at the counter (draw, year and purpose, cell, 0) under the key of the seed. A count is found by inversion
// as is usual: the terms are summed from 0 by their ratios, failures counted above a half; where the mean is 16 or more, from the mode
// outwards, with the mode's probability by Loader's saddle-point expansion (2000). Prints "ready", then seconds and an answer for every
// line of standard input. Compiled by benchmarks/run.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline double uniform(uint32_t draw, uint32_t cell) {
  uint32_t c0 = draw, c1 = (1u << 16) | (3u << 8), c2 = cell, c3 = 0, k0 = 2026, k1 = 0;
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)c0 * 0xD2511F53u, p1 = (uint64_t)c2 * 0xCD9E8D57u;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)p1;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  uint64_t bits = (uint64_t)c1 << 32 | c0;
  return (double)(bits >> 11) * 0x1p-53;
}

// log n! less Stirling's formula.
static double stirling_error(double n) {
  if (n < 16) return lgamma(n + 1) - (n + 0.5) * log(n) + n - 0.91893853320467274178;
  double s = n * n;
  return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / s) / s) / s) / s) / n;
}

// x log(x / m) + m - x.
static double deviance(double x, double m) {
  if (fabs(x - m) < 0.1 * (x + m)) {
    double v = (x - m) / (x + m), s = (x - m) * v, term = 2 * x * v;
    for (int j = 1; j < 1000; j++) {
      term *= v * v;
      double next = s + term / (2 * j + 1);
      if (next == s) return next;
      s = next;
    }
  }
  return x * log(x / m) + m - x;
}

static double probability_at(double k, double n, double p) {
  double q = 1 - p;
  double logarithm = stirling_error(n) - stirling_error(k) - stirling_error(n - k) - deviance(k, n * p) - deviance(n - k, n * q);
  return exp(logarithm) * sqrt(n / (6.283185307179586477 * k * (n - k)));
}

// The smallest k with F(k) > u (or, if not strict, >= u), for p up to a half.
static int64_t searched(double u, int64_t n, double p, int strict) {
  double odds = p / (1 - p);
  if ((double)n * p < 16) {
    int64_t k = 0;
    double term = n <= 64 ? 1 : exp((double)n * log1p(-p)), sum;
    if (n <= 64) {
      double power = 1 - p;
      for (int64_t left = n; left > 0; left >>= 1, power *= power)
        if (left & 1) term *= power;
    }
    sum = term;
    while ((strict ? sum <= u : sum < u) && k < n && term > 0) {
      term *= (double)(n - k) / (double)(k + 1) * odds;
      k++;
      sum += term;
    }
    return k;
  }
  // F(mode) needs one tail, summed down to what no longer counts; then the search goes from the mode up or down.
  int64_t mode = (int64_t)((double)(n + 1) * p);
  double at = probability_at((double)mode, (double)n, p), term = at, f = at;
  for (int64_t k = mode; k > 0 && term > 1e-17; k--) {
    term *= (double)k / ((double)(n - k + 1) * odds);
    f += term;
  }
  int64_t k = mode;
  term = at;
  if (strict ? f > u : f >= u) {
    while (k > 0 && (strict ? f - term > u : f - term >= u)) {
      f -= term;
      term *= (double)k / ((double)(n - k + 1) * odds);
      k--;
    }
    return k;
  }
  while (k < n && (strict ? f <= u : f < u)) {
    term *= (double)(n - k) / (double)(k + 1) * odds;
    k++;
    f += term;
  }
  return k;
}

static int64_t quantile(double u, int64_t n, double p) {
  if (n == 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (u < 1 - (double)n * p) return 0;
  if (p <= 0.5) return searched(u, n, p, 1);
  if (u >= (double)n * (1 - p)) return n;
  if (u == 0) return 0;
  return n - searched(1 - u, n, 1 - p, 0);
}

int main(int count, char **words) {
  if (count != 3) return 2;
  FILE *file = fopen(words[1], "r");
  char line[256];
  if (!file || !fgets(line, sizeof line, file)) return 2;
  int draws = atoi(words[2]), cases = 0, room = 1 << 16;
  int64_t *trials = malloc(room * sizeof *trials);
  double *probability = malloc(room * sizeof *probability);
  while (cases < room && fgets(line, sizeof line, file)) {
    char *comma = strchr(line, ',');
    if (!comma) return 2;
    trials[cases] = atoll(line);
    probability[cases++] = strtod(comma + 1, NULL);
  }
  printf("ready\n");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    int64_t sum = 0;
    uint64_t hash = 0;
    for (int draw = 0; draw < draws; draw++)
      for (int cell = 0; cell < cases; cell++) {
        int64_t k = quantile(uniform((uint32_t)draw, (uint32_t)cell), trials[cell], probability[cell]);
        sum += k;
        hash = (hash ^ (uint64_t)k) * 0x100000001B3u;
      }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
    printf("{\"seconds\": %.9f, \"answer\": [%lld, %u, %u]}\n", seconds, (long long)sum, (uint32_t)(hash >> 32), (uint32_t)hash);
    fflush(stdout);
  }
  return 0;
}
