// Programs that publish through the Action API: with a token as ckanapi does, with files as forms do, and npm's own client.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { test } from "node:test";
import { demoServer, password, Person } from "./client.mjs";

let leader, specialist;
const server = demoServer(async () => {
  leader = await tokenOf("lanhdao.snv");
  specialist = await tokenOf("chuyenvien.snv");
});

async function tokenOf(login) {
  const person = new Person(server.url);
  await person.signIn(login, password);
  await person.page("/tai-khoan");
  const made = await person.post("/tai-khoan/ma-truy-cap", { ten_ma: "thử", mat_khau_ma: password });
  return (await made.text()).match(/<code id="ma-moi">([^<]+)</)[1];
}

async function call(action, parameters = {}, token = leader, header = "authorization") {
  const answer = await fetch(`${server.url}/api/3/action/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { [header]: token }) },
    body: JSON.stringify(parameters),
  });
  return { status: answer.status, body: await answer.json() };
}
const result = async (action, parameters, token) => {
  const { status, body } = await call(action, parameters, token);
  assert.equal(status, 200, JSON.stringify(body));
  return body.result;
};
const notes = "Số liệu thử để kiểm tra giao diện lập trình, gồm vài dòng dựng lên cho bài thử này.";
const whole = (name) => ({ name, title: `Bộ thử ${name}`, notes, owner_org: "so-noi-vu", license_id: "cc0-1.0", groups: [{ name: "hanh-chinh" }], tags: [{ name: "thử" }], extras: [{ key: "frequency", value: "monthly" }, { key: "own", value: "kept" }] });

test("without a token nothing is written, and a stranger's token writes nothing of others", async () => {
  for (const token of [null, "sai"]) {
    const { status, body } = await call("package_create", whole("khong-duoc"), token);
    assert.equal(status, 403);
    assert.equal(body.error.__type, "Authorization Error");
  }
  const stranger = await tokenOf("lanhdao.sxd");
  assert.equal((await call("package_patch", { id: "xa-phuong-2025", title: "Của tôi" }, stranger)).status, 403);
  const byGet = await fetch(`${server.url}/api/3/action/package_delete?id=xa-phuong-2025`, { headers: { authorization: leader } });
  assert.equal(byGet.status, 409);
  assert.equal((await call("organization_create", { name: "so-moi" })).status, 403);
});

test("both headers carry a token, and a revoked one carries nothing", async () => {
  assert.equal((await call("user_show", {}, leader, "x-ckan-api-key")).body.result.name, "lanhdao.snv");
  assert.equal((await call("api_token_create", { name: "một lúc" })).status, 409, "a token alone makes no other");
  const { token } = await result("api_token_create", { name: "một lúc", password });
  const listed = (await result("api_token_list")).find((each) => each.name === "một lúc");
  assert.equal((await call("user_show", {}, token)).status, 200);
  await result("api_token_revoke", { jti: listed.id });
  assert.equal((await call("user_show", {}, token)).status, 403);
});

// The whole of package_revise: what must match, what goes, what comes, what is told.
async function revise({ id }) {
  const match = { name: "bo-thu" };
  assert.ok("match__title" in (await call("package_revise", { match: { ...match, title: "Một tên nào" }, update: { title: "Không" } })).body.error);
  assert.ok("update__resources__7__name" in (await call("package_revise", { match__id: id, update__resources__7__name: "Không" })).body.error);
  assert.ok("filter" in (await call("package_revise", { match, filter: ["title"] })).body.error, "a pattern says whether it keeps or drops");
  const begun = (await result("package_revise", { match__id: id, update__resources__extend: [{ name: "Tờ hướng dẫn", url: "https://a.vn/huong-dan.pdf", format: "PDF" }] })).package;
  const added = begun.resources.at(-1);
  assert.equal(added.url, "https://a.vn/huong-dan.pdf");
  const place = `update__resources__${added.id.slice(0, 8)}__description`;
  const changed = (await result("package_revise", { match, [place]: "Cách đọc các cột", update__tags__extend: [{ name: "thêm" }], include: ["+tags", "+resources", "-*"] })).package;
  assert.deepEqual(Object.keys(changed).sort(), ["resources", "tags"]);
  assert.equal(changed.resources.at(-1).description, "Cách đọc các cột");
  assert.equal(changed.resources.at(-1).url, "https://a.vn/huong-dan.pdf");
  assert.ok(changed.tags.some((tag) => tag.name === "thêm"));
  const left = (await result("package_revise", { match, filter: [`-resources__${added.id}`, "-tags"], update: { tags: [{ name: "một" }] } })).package;
  assert.ok(left.resources.every((resource) => resource.id !== added.id));
  assert.deepEqual(left.tags.map((tag) => tag.name), ["một"]);
  assert.equal(left.title, "Tên khác");
  assert.equal(left.notes, notes);
}

test("a dataset is made, changed, revised, withdrawn", async () => {
  const made = await result("package_create", whole("bo-thu"));
  assert.equal(made.state, "active");
  assert.equal(made.organization.name, "so-noi-vu");
  assert.deepEqual(made.extras.find((extra) => extra.key === "own"), { key: "own", value: "kept" });
  assert.equal((await call("package_show", { id: "bo-thu" }, null)).body.result.title, made.title);
  assert.equal((await call("package_create", whole("bo-thu"))).body.error.name.length, 1, "the name is taken");

  assert.equal((await result("package_patch", { id: made.id, title: "Tên mới" })).title, "Tên mới");
  assert.equal((await result("package_show", { id: made.id })).notes, notes);
  assert.equal((await result("package_revise", { match: { name: "bo-thu" }, update: { title: "Tên khác" } })).package.title, "Tên khác");
  await revise(made);
  const replaced = await result("package_update", { ...whole("bo-thu"), id: made.id, tags: [] });
  assert.deepEqual(replaced.tags, []);
  assert.equal((await result("package_search", { fq: "name:bo-thu" })).count, 1);

  await result("package_delete", { id: "bo-thu" });
  assert.equal((await call("package_show", { id: "bo-thu" }, null)).status, 404);
  assert.equal((await result("package_show", { id: "bo-thu" })).state, "deleted");
});

test("what is not whole, or not a leader's, stays a draft that only its unit sees", async () => {
  assert.equal((await result("package_create", { name: "chua-du", owner_org: "so-noi-vu" })).state, "draft");
  assert.equal((await call("package_show", { id: "chua-du" }, null)).status, 404);
  assert.equal((await result("package_create", whole("cua-chuyen-vien"), specialist)).state, "draft");
  assert.equal((await result("package_patch", { id: "cua-chuyen-vien", private: false })).state, "active");
  assert.equal((await call("package_create", { name: "Tên Sai" })).status, 409);
  assert.equal((await call("package_create", { ...whole("sai-giay-phep"), license_id: "khong-co" })).body.error.license_id.length, 1);
});

test("rows are made, changed by key, taken out: each time a version", async () => {
  await result("package_create", whole("bang-thu"));
  const fields = [{ id: "ma", type: "text" }, { id: "so", type: "int" }, { id: "ngay", type: "date" }];
  const made = await result("datastore_create", { resource: { package_id: "bang-thu", name: "Bảng một" }, fields, primary_key: ["ma"], records: [{ ma: "a", so: 1, ngay: "2026-01-02" }, { ma: "b", so: 2 }] });
  const id = made.resource_id;
  const rows = async () => (await result("datastore_search", { resource_id: id, fields: ["ma", "so"] })).records;
  assert.deepEqual(await rows(), [{ ma: "a", so: 1 }, { ma: "b", so: 2 }]);
  await result("datastore_upsert", { resource_id: id, records: [{ ma: "b", so: 20 }, { ma: 'c, "x"', so: 3 }] });
  assert.deepEqual(await rows(), [{ ma: "a", so: 1 }, { ma: "b", so: 20 }, { ma: 'c, "x"', so: 3 }]);
  assert.equal((await result("datastore_search", { resource_id: id, filters: { ma: "a" } })).records[0].ngay, "2026-01-02");
  assert.equal((await call("datastore_upsert", { resource_id: id, method: "insert", records: [{ ma: "a", so: 9 }] })).status, 409);
  assert.equal((await call("datastore_upsert", { resource_id: id, method: "update", records: [{ ma: "z", so: 9 }] })).status, 409);
  assert.equal((await call("datastore_upsert", { resource_id: id, records: [{ ma: "a", so: "không phải số" }] })).status, 409, "the schema is held");
  assert.equal((await call("datastore_upsert", { resource_id: id, records: [{ la: 1 }] })).status, 409);
  await result("datastore_delete", { resource_id: id, filters: { so: { gte: 3 } } });
  assert.deepEqual(await rows(), [{ ma: "a", so: 1 }]);
  await result("datastore_records_delete", { resource_id: id, filters: {} });
  assert.deepEqual(await rows(), []);
  assert.equal((await fetch(`${server.url}/du-lieu/bo/bang-thu/bang-mot/v/2`)).status, 200, "the versions before stay");
  assert.equal((await call("datastore_create", { resource_id: id, fields, records: [] }, specialist)).status, 403);
  const personal = await call("datastore_create", { resource: { package_id: "bang-thu", name: "Hai" }, records: [{ ten: "A", cccd: "038090001234" }] });
  assert.deepEqual(Object.keys(personal.body.error).sort(), ["__type", "answers_for_personal"]);
  assert.equal((await result("package_show", { id: "bang-thu" })).resources.length, 1, "nothing half made");
});

test("a file becomes a version, a link stays a link", async () => {
  await result("package_create", whole("tep-thu"));
  const send = async (action, fields, csv) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    if (csv) form.append("upload", new Blob([csv]), "bang.csv");
    const answer = await fetch(`${server.url}/api/action/${action}`, { method: "POST", headers: { authorization: leader }, body: form });
    return { status: answer.status, body: await answer.json() };
  };
  const made = (await send("resource_create", { package_id: "tep-thu", name: "Bảng" }, "ma;so\na;1,5\nb;2,5\n")).body.result;
  assert.equal(made.datastore_active, true);
  assert.deepEqual((await result("datastore_search", { resource_id: made.id })).records.map((row) => row.so), [1.5, 2.5]);
  const changed = (await send("resource_patch", { id: made.id }, "ma;so\na;1,5\nb;3,5\n")).body.result;
  assert.match(changed.url, /\/v\/2\//);
  assert.equal((await send("resource_patch", { id: made.id }, "ma;khac\na;1\n")).status, 409);
  const link = await result("resource_create", { package_id: "tep-thu", url: "https://example.org/x.pdf", name: "Bản giấy", format: "PDF", own: "kept" });
  assert.equal(link.url, "https://example.org/x.pdf");
  assert.equal((await result("resource_show", { id: link.id })).own, "kept");
  await result("resource_delete", { id: made.id });
  assert.deepEqual((await result("package_show", { id: "tep-thu" })).resources.map((resource) => resource.name), ["Bản giấy"]);
  assert.equal((await fetch(`${server.url}/du-lieu/bo/tep-thu/${changed.url.split("/")[6]}/v/1`)).status, 200);
});

test("people follow things, and vocabularies keep tags", async () => {
  await result("follow_dataset", { id: "xa-phuong-2025" });
  assert.equal((await call("follow_dataset", { id: "xa-phuong-2025" })).status, 409);
  assert.equal(await result("am_following_dataset", { id: "xa-phuong-2025" }), true);
  assert.equal((await call("dataset_follower_count", { id: "xa-phuong-2025" }, null)).body.result, 1);
  assert.equal((await result("dataset_followee_list")).length, 1);
  assert.equal(await result("followee_count"), 1);
  await result("unfollow_dataset", { id: "xa-phuong-2025" });
  assert.equal(await result("am_following_dataset", { id: "xa-phuong-2025" }), false);
  assert.equal((await call("user_show", { id: "chuyenvien.sxd" })).status, 403);
  assert.equal((await result("organization_list_for_user"))[0].name, "so-noi-vu");

  const vocabulary = await result("vocabulary_create", { name: "loai-xa", tags: [{ name: "đồng bằng" }] });
  await result("tag_create", { name: "miền núi", vocabulary_id: vocabulary.id });
  assert.deepEqual((await result("vocabulary_show", { id: "loai-xa" })).tags.map((tag) => tag.name), ["đồng bằng", "miền núi"]);
  await result("tag_delete", { id: "đồng bằng", vocabulary_id: "loai-xa" });
  await result("vocabulary_delete", { id: vocabulary.id });
  assert.deepEqual(await result("vocabulary_list"), []);
});

test("the catalogue goes out as RDF through the API, and members are listed", async () => {
  assert.match(await result("dcat_dataset_show", { id: "xa-phuong-2025", format: "ttl" }, null), /dcat:Dataset/);
  assert.match(await result("dcat_catalog_show", { format: "xml" }, null), /<rdf:RDF/);
  assert.ok((await result("dcat_datasets_list", {}, null)).length >= 27);
  assert.ok((await result("member_list", { id: "so-noi-vu", object_type: "package" }, null)).every((member) => member[1] === "package"));
});

// What ckanapi's RemoteCKAN does: JSON posts for calls, multipart for files, errors told by __type.
test("a client written like Python's ckanapi works unmodified", () => {
  const script = `
import json, sys, urllib.request, urllib.error, uuid
class Remote:
    def __init__(self, address, apikey): self.address, self.apikey = address, apikey
    def call(self, action, files=None, **data):
        if files:
            mark = uuid.uuid4().hex; parts = []
            for name, value in data.items(): parts.append(f'--{mark}\\r\\nContent-Disposition: form-data; name="{name}"\\r\\n\\r\\n{value}\\r\\n'.encode())
            for name, (file, content) in files.items(): parts.append(f'--{mark}\\r\\nContent-Disposition: form-data; name="{name}"; filename="{file}"\\r\\nContent-Type: text/csv\\r\\n\\r\\n'.encode() + content + b'\\r\\n')
            body, kind = b''.join(parts) + f'--{mark}--\\r\\n'.encode(), f'multipart/form-data; boundary={mark}'
        else: body, kind = json.dumps(data).encode(), 'application/json'
        request = urllib.request.Request(self.address + '/api/action/' + action, body, {'Content-Type': kind, 'Authorization': self.apikey, 'X-CKAN-API-Key': self.apikey, 'User-Agent': 'ckanapi/4.8'})
        try: answer = urllib.request.urlopen(request).read()
        except urllib.error.HTTPError as error: raise RuntimeError(json.loads(error.read())['error']['__type'])
        answer = json.loads(answer); assert answer['success'] is True; return answer['result']
ckan = Remote(sys.argv[1], sys.argv[2])
made = ckan.call('package_create', **json.loads(sys.argv[3]))
kept = ckan.call('resource_create', files={'upload': ('a.csv', 'mã,số\\nx,1\\ny,2\\n'.encode())}, package_id=made['id'], name='Bảng')
rows = ckan.call('datastore_search', resource_id=kept['id'], limit=1)
assert rows['total'] == 2 and rows['records'][0]['so'] == 1, rows
try: ckan.call('package_show', id='khong-co'); assert False
except RuntimeError as error: assert str(error) == 'Not Found Error'
print(ckan.call('package_show', id=made['name'])['num_resources'])`;
  assert.equal(execFileSync("python3", ["-c", script, server.url, leader, JSON.stringify(whole("bo-python"))], { encoding: "utf8" }).trim(), "1");
});

test("npm's ckan client works unmodified", async () => {
  const { CKAN } = (() => {
    const required = createRequire(import.meta.url)("ckan");
    return { CKAN: required };
  })();
  const client = new CKAN.Client(server.url, leader);
  const action = (name, parameters) => new Promise((resolve, reject) => client.action(name, parameters, (error, answer) => (error ? reject(new Error(JSON.stringify(error))) : resolve(answer.result))));
  assert.equal((await action("package_show", { id: "xa-phuong-2025" })).name, "xa-phuong-2025");
  assert.equal((await action("package_create", whole("bo-npm"))).name, "bo-npm");
  const { count } = await action("package_search", { q: "dân số" });
  assert.ok(count > 0);
});
