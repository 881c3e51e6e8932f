"""People on Matrix for the tests: real clients (matrix-nio, with encryption), told by JSON lines what to do.

A line in: {"id": 7, "who": "@anna:synapse.test", "do": "send", ...}. A line out: {"id": 7, "ok": ...} or
{"id": 7, "error": "..."}. Ends when standard input ends.
"""
import asyncio, io, json, logging, shutil, sys, tempfile, uuid

from nio.crypto.attachments import decrypt_attachment
from nio import AsyncClient, AsyncClientConfig, Event, InviteEvent, MegolmEvent

logging.disable(logging.CRITICAL)
people, folders = {}, []
# Everything, also when hundreds of messages came since the last look: what is left out is not asked for later.
FILTER = {"room": {"timeline": {"limit": 1000}}}


class Person:
    def __init__(self, url, user):
        folders.append(tempfile.mkdtemp(prefix="lotse-person-"))
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False)
        self.client = AsyncClient(url, user, store_path=folders[-1], config=config)
        self.seen, self.wake = [], asyncio.Condition()
        self.withheld, self.kept = None, []
        self.pass_on, self.client.send = self.client.send, self.send_or_keep

    async def log_in(self, password):
        answer = await self.client.login(password, device_name="test")
        assert self.client.access_token, answer
        self.client.add_event_callback(self.note, (Event, MegolmEvent))
        self.client.add_event_callback(self.note, InviteEvent)
        await self.client.sync(timeout=0, sync_filter=FILTER, full_state=True)
        self.task = asyncio.create_task(self.client.sync_forever(timeout=30000, sync_filter=FILTER))

    async def note(self, room, event):
        entry = dict(event.source, room=room.room_id)
        # The library takes the content of invitations out.
        entry.setdefault("content", getattr(event, "content", {}))
        entry["decrypted"] = bool(getattr(event, "decrypted", False))
        async with self.wake:
            self.seen.append(entry)
            self.wake.notify_all()

    async def request(self, method, path, body=None):
        """A request that the library has no word for."""
        headers = {"Authorization": f"Bearer {self.client.access_token}"}
        data = None if body is None else json.dumps(body)
        answer = await self.client.send(method, "/_matrix/client/v3" + path, data, headers)
        content = await answer.json()
        assert answer.status < 300, content
        return content

    async def send_or_keep(self, method, path, data=None, *more, **named):
        """Every request of the client goes this way."""
        if self.withheld and "/sendToDevice/" in path:
            body = json.loads(data)
            self.kept.append({self.withheld: body["messages"].pop(self.withheld, {})})
            data = json.dumps(body)
        return await self.pass_on(method, path, data, *more, **named)

    async def withhold(self, room, account):
        """Encrypts with a new key from now on, of which an account hears nothing."""
        self.withheld = account
        self.client.invalidate_outbound_session(room)

    async def hand_over(self):
        """Sends the keys that were kept back, late but as they were."""
        self.withheld, kept, self.kept = None, self.kept, []
        for messages in kept:
            await self.request("PUT", f"/sendToDevice/m.room.encrypted/{uuid.uuid4()}", {"messages": messages})

    async def send(self, room, kind, content):
        answer = await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        assert getattr(answer, "event_id", None), answer
        return answer.event_id

    async def upload(self, name, mime, content, encrypted):
        """The part of a message that says where its file is."""
        answer, keys = await self.client.upload(
            io.BytesIO(bytes(content)), mime, name, encrypt=encrypted, filesize=len(content))
        assert getattr(answer, "content_uri", None), answer
        return {"file": dict(keys, url=answer.content_uri)} if encrypted else {"url": answer.content_uri}

    async def download(self, content):
        """What is in the file of a message, decrypted."""
        file = content.get("file")
        answer = await self.client.download((file or content)["url"])
        assert isinstance(getattr(answer, "body", None), bytes), answer
        body = answer.body
        if file:
            body = decrypt_attachment(body, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
        return list(body)

    async def sees_member(self, room, account):
        async with self.wake:
            while account not in getattr(self.client.rooms.get(room), "users", {}):
                await self.wake.wait()

    async def wait(self, seen):
        """What was seen after the first `seen` events; waits for at least one."""
        async with self.wake:
            while len(self.seen) <= seen:
                await self.wake.wait()
            return self.seen[seen:]


async def handle(line):
    order = json.loads(line)
    try:
        who, do = order["who"], order["do"]
        if do == "log_in":
            people[who] = Person(order["url"], who)
            result = await people[who].log_in(order["password"])
        elif do == "token":
            result = people[who].client.access_token
        else:
            result = await getattr(people[who], do)(*order["with"])
        answer = {"id": order["id"], "ok": result}
    except Exception as error:
        answer = {"id": order["id"], "error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)


async def main():
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(limit=2**24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    tasks = set()
    while line := await reader.readline():
        task = asyncio.create_task(handle(line))
        tasks.add(task)
        task.add_done_callback(tasks.discard)


try:
    asyncio.run(asyncio.wait_for(main(), None))
finally:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
