"""Five web pages at once

Each page takes its time; together they take as long as the slowest one. The pages come from a
simulated network that the `# site:` lines of this file describe, so that every run is the same: run
under CPython it fetches the real ones.
"""

# network: latency=15ms bandwidth=2MB/s
# site: https://python.org delay=120ms size=50KB
# site: https://www.example.org delay=40ms size=1256B
# site: https://docs.python.org delay=90ms size=18KB
# site: https://github.com delay=180ms size=260KB
# site: https://stackoverflow.com 403 delay=60ms size=6KB

import aiohttp
import asyncio

async def fetch_url(session, url):
    # note: Connecting, the site's answer and the way of the body: each takes its time.
    async with session.get(url) as response:
        return await response.text()

async def main():
    urls = [
        "https://python.org",
        "https://www.example.org",
        "https://docs.python.org",
        "https://github.com",
        "https://stackoverflow.com"
    ]

    async with aiohttp.ClientSession() as session:
        tasks = [fetch_url(session, url) for url in urls]
        # note: All five requests are on their way before the first answer is there.
        results = await asyncio.gather(*tasks)

        for url, html in zip(urls, results):
            print(f"{url}: {len(html)} bytes")


if __name__ == "__main__":
    asyncio.run(main())
