"""A bucket behind S3's protocol: signs URLs for browsers, looks at objects and deletes them."""

import base64
import hashlib
import hmac
import urllib.error
import urllib.request
from datetime import datetime, timezone
from urllib.parse import quote, urlsplit


class Bucket:
    def __init__(self, endpoint, region, bucket, access_key, secret_key, public_endpoint=None):
        self.endpoint = endpoint.rstrip("/")
        # Browsers may reach storage under another address than this server.
        self.public_endpoint = (public_endpoint or endpoint).rstrip("/")
        self.region = region
        self.bucket = bucket
        self.access_key = access_key
        self.secret_key = secret_key

    def sign_put(self, key, *, size, type, sha256, expires_in):
        """A URL for exactly these bytes, once. Returns the headers that the browser has to send as well."""
        headers = {
            "Content-Type": type,
            "x-amz-checksum-sha256": sha256,
            # Without it, whoever has the URL could replace the object after it was registered.
            "If-None-Match": "*",
            # Not every storage refuses headers that are not signed. Nothing has this ETag, so no x-amz-copy-source can be
            # added that makes the request one for copying another object.
            "x-amz-copy-source-if-match": '"none"',
        }
        # The browser sets Content-Length itself, but its value is signed.
        signed = {**headers, "Content-Length": str(size)}
        return self._sign(self.public_endpoint, "PUT", key, expires_in, headers=signed), headers

    def sign_get(self, key, *, type, disposition, expires_in):
        query = {"response-content-type": type, "response-content-disposition": disposition}
        return self._sign(self.public_endpoint, "GET", key, expires_in, query=query)

    def look(self, key):
        """The size of an object and its SHA-256 in base64; None if there is no object."""
        headers = {"x-amz-checksum-mode": "ENABLED"}
        try:
            with self._call("HEAD", key, headers) as answer:
                size = int(answer.headers["Content-Length"])
                sha256 = answer.headers["x-amz-checksum-sha256"]
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise
        # Some storages verify the checksum, but do not keep it.
        return size, sha256 or self._hash(key)

    def delete(self, key):
        try:
            self._call("DELETE", key).close()
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise

    def _hash(self, key):
        sha256 = hashlib.sha256()
        with self._call("GET", key) as answer:
            while chunk := answer.read(1024 * 1024):
                sha256.update(chunk)
        return base64.b64encode(sha256.digest()).decode()

    def _call(self, method, key, headers=None):
        url = self._sign(self.endpoint, method, key, 60, headers=headers)
        return urllib.request.urlopen(urllib.request.Request(url, method=method, headers=headers or {}), timeout=30)

    def _sign(self, endpoint, method, key, expires_in, headers=None, query=None):
        """https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html"""
        now = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{now[:8]}/{self.region}/s3/aws4_request"
        signed = {"host": urlsplit(endpoint).netloc}
        signed.update({name.lower(): value.strip() for name, value in (headers or {}).items()})
        names = ";".join(sorted(signed))
        query = {
            **(query or {}),
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "X-Amz-Credential": f"{self.access_key}/{scope}",
            "X-Amz-Date": now,
            "X-Amz-Expires": str(expires_in),
            "X-Amz-SignedHeaders": names,
        }
        path = quote(f"/{self.bucket}/{key}", safe="/")
        encoded = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in sorted(query.items()))
        lines = "".join(f"{name}:{signed[name]}\n" for name in sorted(signed))
        canonical = "\n".join([method, path, encoded, lines, names, "UNSIGNED-PAYLOAD"])
        text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        secret = ("AWS4" + self.secret_key).encode()
        for part in scope.split("/"):
            secret = hmac.new(secret, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
        return f"{endpoint}{path}?{encoded}&X-Amz-Signature={signature}"
