# site: https://python.org delay=120ms size=50KB
# site: https://www.example.org delay=40ms size=1256B
# site: https://docs.python.org delay=90ms size=18KB
# site: https://github.com delay=180ms size=260KB
# site: https://stackoverflow.com 403 delay=60ms size=6KB
import aiohttp
import asyncio

async def fetch_url(session, url):
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
        results = await asyncio.gather(*tasks)
        
        for url, html in zip(urls, results):
            print(f"{url}: {len(html)} bytes")

asyncio.run(main())
