"""`python -m benchmarks`: run everything that the README's table shows."""

from benchmarks import kills, redirect

if __name__ == "__main__":
    redirect.main()
    kills.main()
