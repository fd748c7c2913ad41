// The Action API as clients of CKAN use it: ckanapi posts JSON, browsers send queries, harvesters page through package_search.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer } from "./client.mjs";

const server = demoServer();

const post = async (action, parameters = {}, base = "/api/action") => {
  const answer = await fetch(`${server.url}${base}/${action}`, { method: "POST", redirect: "error", headers: { "content-type": "application/json" }, body: JSON.stringify(parameters) });
  return { status: answer.status, body: await answer.json() };
};
const get = async (action, query = "", base = "/api/3/action") => {
  const answer = await fetch(`${server.url}${base}/${action}${query && "?"}${query}`);
  return { status: answer.status, body: await answer.json() };
};
const result = async (action, parameters) => {
  const { status, body } = await post(action, parameters);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.success, true);
  assert.match(body.help, new RegExp(`help_show\\?name=${action}$`));
  return body.result;
};

test("both addresses, GET and POST, answer alike", async () => {
  for (const base of ["/api/action", "/api/3/action"]) {
    const posted = await post("package_show", { id: "xa-phuong-2025" }, base);
    const got = await get("package_show", "id=xa-phuong-2025", base);
    assert.deepEqual(posted.body, got.body);
    assert.equal(posted.body.result.name, "xa-phuong-2025");
  }
});

test("a package has the shape that clients rely on", async () => {
  const shown = await result("package_show", { id: "xa-phuong-2025" });
  for (const key of ["id", "name", "title", "notes", "owner_org", "organization", "private", "state", "type", "license_id", "license_title", "license_url", "author", "maintainer", "metadata_created", "metadata_modified", "tags", "groups", "extras", "resources", "num_resources", "num_tags"]) assert.ok(key in shown, key);
  assert.match(shown.id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.equal(shown.organization.name, "so-noi-vu");
  assert.equal(shown.groups[0].name, "hanh-chinh");
  assert.equal(shown.num_resources, shown.resources.length);
  const resource = shown.resources[0];
  for (const key of ["id", "package_id", "name", "url", "url_type", "format", "mimetype", "size", "hash", "created", "last_modified", "position", "state", "datastore_active"]) assert.ok(key in resource, key);
  assert.equal(resource.package_id, shown.id);
  assert.deepEqual(await result("package_show", { id: shown.id }), shown, "by UUID as by name");
  assert.equal((await result("resource_show", { id: resource.id })).name, resource.name);
  assert.equal((await fetch(server.url + new URL(resource.url).pathname)).status, 200);
});

test("errors have CKAN's types and statuses", async () => {
  const cases = [
    [await post("package_show", { id: "khong-co" }), 404, "Not Found Error"],
    [await post("package_show", {}), 409, "Validation Error"],
    [await post("package_search", { q: "(" }), 400, "Search Query Error"],
    [await post("datastore_search", { resource_id: "khong-co" }), 404, "Not Found Error"],
    [await post("datastore_search", {}), 409, "Validation Error"],
  ];
  for (const [{ status, body }, expected, type] of cases) {
    assert.equal(status, expected);
    assert.equal(body.success, false);
    assert.equal(body.error.__type, type);
  }
  const unknown = await post("khong_co_viec_nay");
  assert.equal(unknown.status, 400);
  assert.equal(unknown.body, "Bad request: Action name not known: khong_co_viec_nay");
  const broken = await fetch(`${server.url}/api/action/package_list`, { method: "POST", body: "{", headers: { "content-type": "application/json" } });
  assert.equal(broken.status, 400);
});

test("package_search understands what clients send", async () => {
  const all = await result("package_search", { rows: 1000 });
  assert.equal(all.count, all.results.length);
  const count = async (parameters) => (await result("package_search", { rows: 0, ...parameters })).count;
  assert.equal(await count({ q: "*:*" }), all.count);
  const within = (group) => all.results.filter((dataset) => dataset.groups[0].name === group).length;
  assert.ok(within("tai-chinh") >= 2);
  assert.equal(await count({ fq: "groups:tai-chinh" }), within("tai-chinh"));
  assert.equal(await count({ fq: "(groups:tai-chinh OR groups:y-te)" }), within("tai-chinh") + within("y-te"));
  assert.equal(await count({ fq: "-groups:tai-chinh" }), all.count - within("tai-chinh"));
  assert.equal(await count({ fq_list: ["groups:hanh-chinh", "organization:so-noi-vu"] }), all.results.filter((found) => found.groups[0].name === "hanh-chinh" && found.organization.name === "so-noi-vu").length);
  assert.equal(await count({ fq: "name:xa-phuong-*" }), all.results.filter((found) => found.name.startsWith("xa-phuong-")).length);
  assert.equal(await count({ fq: 'tags:"dân số"' }), all.results.filter((found) => found.tags.some((tag) => tag.name === "dân số")).length);
  assert.equal(await count({ fq: "metadata_modified:[2000-01-01T00:00:00Z TO *]" }), all.count);
  assert.equal(await count({ fq: "metadata_modified:[* TO 2000-01-01T00:00:00Z]" }), 0);
  assert.ok((await count({ q: "dan so" })) > 0);
  const titles = (await result("package_search", { rows: 1000, sort: "title asc" })).results.map((found) => found.title);
  assert.deepEqual(titles, [...titles].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  const paged = [];
  for (let start = 0; start < all.count; start += 7) paged.push(...(await result("package_search", { rows: 7, start, sort: "title desc" })).results.map((found) => found.id));
  assert.equal(new Set(paged).size, all.count);
});

test("facets are counted, in both of CKAN's ways", async () => {
  const { body } = await get("package_search", `rows=0&facet.field=${encodeURIComponent('["organization","groups","res_format"]')}`);
  const { facets, search_facets: described, count } = body.result;
  assert.equal(Object.values(facets.groups).reduce((sum, number) => sum + number, 0), count);
  assert.equal(described.organization.items[0].count, facets.organization[described.organization.items[0].name]);
  assert.match(described.organization.items.find((item) => item.name === "so-noi-vu").display_name, /Sở Nội vụ/);
  assert.deepEqual(Object.keys((await result("package_search", { rows: 1, fl: ["id", "name"] })).results[0]), ["id", "name"]);
});

test("organizations, groups, tags, licences and formats are listed and shown", async () => {
  assert.ok((await result("package_list")).includes("xa-phuong-2025"));
  assert.equal((await result("package_list", { limit: 3, offset: 1 })).length, 3);
  assert.ok((await result("organization_list")).includes("so-noi-vu"));
  assert.equal((await result("organization_list", { all_fields: true })).find((unit) => unit.name === "so-noi-vu").is_organization, true);
  const shown = await result("organization_show", { id: "so-noi-vu", include_datasets: true });
  assert.equal(shown.packages.length, shown.package_count);
  assert.equal((await result("group_list")).length, 15);
  const { count: within } = await result("package_search", { fq: "groups:tai-chinh", rows: 0 });
  assert.equal((await result("group_show", { id: "tai-chinh" })).package_count, within);
  assert.equal((await result("group_package_show", { id: "tai-chinh", limit: 1000 })).length, within);
  assert.ok((await result("tag_list")).includes("dân số"));
  assert.equal((await result("tag_show", { id: "dân số" })).name, "dân số");
  assert.ok((await result("license_list")).some((licence) => licence.id === "cc-by-4.0"));
  assert.deepEqual(await result("format_autocomplete", { q: "cs" }), ["csv"]);
  assert.ok((await result("package_autocomplete", { q: "papi" })).length > 0);
  assert.ok((await result("current_package_list_with_resources", { limit: 2 })).length === 2);
  assert.equal((await result("status_show")).locale_default, "vi");
  assert.equal(await result("site_read"), true);
  assert.ok((await result("resource_search", { query: "name:PAPI" })).count >= 1);
});

test("datastore_search filters, sorts, pages and shows fields", async () => {
  const id = (await result("package_show", { id: "xa-phuong-2025" })).resources[0].id;
  const first = await result("datastore_search", { resource_id: id, limit: 5 });
  assert.equal(first.total, 166);
  assert.equal(first.records.length, 5);
  assert.equal(first.records[0]._id, 1);
  assert.deepEqual(first.fields[0], { id: "_id", type: "int" });
  assert.equal(first.fields.find((field) => field.id === "dan_so").type, "int8");
  assert.match(first._links.next, /offset=5/);
  assert.equal((await result("datastore_search", { resource_id: id, filters: { loai: "Phường" }, limit: 0 })).total, 19);
  assert.equal((await result("datastore_search", { resource_id: id, filters: { loai: ["Phường", "Xã"] }, limit: 0 })).total, 166);
  const large = await result("datastore_search", { resource_id: id, filters: { dan_so: { gte: 90000, lt: 200000 } }, sort: "dan_so desc", fields: "ten,dan_so" });
  assert.deepEqual(Object.keys(large.records[0]), ["ten", "dan_so"]);
  assert.equal(large.records[0].ten, "Phường Hạc Thành");
  assert.equal((await result("datastore_search", { resource_id: id, filters: { $or: [{ ma_xa: "14797" }, { ma_xa: "14758" }] } })).total, 2);
  assert.ok((await result("datastore_search", { resource_id: id, q: "hac thanh" })).total >= 1);
  assert.ok(Array.isArray((await result("datastore_search", { resource_id: id, records_format: "lists", limit: 1 })).records[0]));
  const { body } = await get("datastore_search", `resource_id=${id}&filters=${encodeURIComponent('{"ma_xa":"14797"}')}&limit=1`);
  assert.equal(body.result.records[0].ten, "Phường Hạc Thành");
  assert.equal((await result("datastore_info", { id })).meta.count, 166);
  assert.equal((await post("datastore_search", { resource_id: id, filters: { khong_co: 1 } })).status, 409);
});

// CKAN: SELECT DISTINCT over the fields; the total counts what is left, limit and offset cut that.
test("distinct makes equal records one before they are counted and cut", async () => {
  const id = (await result("package_show", { id: "xa-phuong-2025" })).resources[0].id;
  const asked = (more) => result("datastore_search", { resource_id: id, fields: ["loai"], distinct: true, ...more });
  const kinds = await asked({});
  assert.deepEqual([kinds.total, new Set(kinds.records.map((record) => record.loai)).size, kinds.records.length], [2, 2, 2]);
  assert.deepEqual(kinds.fields.map((field) => field.id), ["loai"]);
  const first = await asked({ limit: 1, sort: "loai" }), second = await asked({ limit: 1, offset: 1, sort: "loai" }), third = await asked({ offset: 2, sort: "loai" });
  assert.deepEqual([first, second, third].map((page) => [page.records.map((record) => record.loai), page.total]), [[["Phường"], 2], [["Xã"], 2], [[], 2]]);
  for (const format of ["csv", "tsv"]) {
    const text = await asked({ records_format: format, sort: "loai" });
    assert.deepEqual([text.records, text.total], ["Phường\nXã\n", 2]);
  }
  assert.deepEqual((await asked({ records_format: "lists", sort: "loai desc", limit: 1 })).records, [["Xã"]]);
  assert.equal((await asked({ filters: { loai: "Xã" } })).total, 1);
  assert.equal((await asked({ limit: 0 })).total, 2);
  // Without fields CKAN selects _id too: no two records are equal.
  const whole = await result("datastore_search", { resource_id: id, distinct: true, limit: 1 });
  assert.deepEqual([whole.total, whole.records[0]._id], [166, 1]);
});

test("JSONP answers a plain name only", async () => {
  const plain = await fetch(`${server.url}/api/3/action/site_read?callback=hien`);
  assert.match(await plain.text(), /^\/\*\*\/hien\(\{.*\}\);$/);
  const forged = await fetch(`${server.url}/api/3/action/site_read?callback=${encodeURIComponent("alert(1)//")}`);
  assert.match(forged.headers.get("content-type"), /json/);
});

test("one SELECT is answered in a sandbox, over tables named by their ids", async () => {
  const [resource] = (await result("package_show", { id: "xa-phuong-2025" })).resources;
  const sql = `SELECT loai, COUNT(*) AS so_luong, SUM(dan_so) AS dan FROM "${resource.id}" GROUP BY loai ORDER BY so_luong`;
  const answer = await result("datastore_search_sql", { sql });
  const rows = (await result("datastore_search", { resource_id: resource.id, limit: 1000 })).records;
  for (const group of answer.records) {
    const own = rows.filter((row) => row.loai === group.loai);
    assert.deepEqual([group.so_luong, group.dan], [own.length, own.reduce((sum, row) => sum + (row.dan_so ?? 0), 0)]);
  }
  assert.deepEqual(answer.fields.map((field) => field.type), ["text", "int8", "int8"]);
  assert.equal((await get("datastore_search_sql", `sql=${encodeURIComponent(sql)}`)).body.result.records.length, 2);
  for (const wrong of ["DROP TABLE x", "SELECT * FROM sqlite_master", "ATTACH '/etc/passwd' AS p", `SELECT 1; SELECT 2`, "SELECT readfile('/etc/passwd')"]) {
    const refused = await post("datastore_search_sql", { sql: wrong });
    assert.equal(refused.status, 409, wrong);
    assert.equal(refused.body.error.__type, "Validation Error");
  }
  const bomb = await post("datastore_search_sql", { sql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n" });
  assert.equal(bomb.status, 409);
  assert.equal((await post("package_list")).status, 200, "the server goes on");
});

test("records come as objects, lists, CSV or TSV", async () => {
  const [resource] = (await result("package_show", { id: "xa-phuong-2025" })).resources;
  const asked = { resource_id: resource.id, fields: ["ma_xa", "ten"], limit: 2 };
  const objects = (await result("datastore_search", asked)).records;
  assert.deepEqual((await result("datastore_search", { ...asked, records_format: "lists" })).records, objects.map((row) => [row.ma_xa, row.ten]));
  assert.equal((await result("datastore_search", { ...asked, records_format: "csv" })).records, objects.map((row) => `${row.ma_xa},${row.ten}\n`).join(""));
  assert.equal((await result("datastore_search", { ...asked, records_format: "tsv" })).records, objects.map((row) => `${row.ma_xa}\t${row.ten}\n`).join(""));
});

test("every action tells what it does", async () => {
  const { readFileSync } = await import("node:fs");
  const names = [...readFileSync("src/modules/open_data/http/ckan_action.cpp", "utf8").matchAll(/\{"([a-z_]+)",\s*[A-Za-z]+,\s*Access::/g)].map((match) => match[1]);
  assert.ok(names.length > 90);
  for (const name of names) assert.ok((await result("help_show", { name })).length > 10, name);
});

test("the documentation names every action", async () => {
  const { readFileSync } = await import("node:fs");
  const documented = readFileSync("docs/developers/open-data.md", "utf8");
  for (const name of [...readFileSync("src/modules/open_data/http/ckan_action.cpp", "utf8").matchAll(/\{"([a-z_]+)",\s*[A-Za-z]+,\s*Access::/g)].map((match) => match[1]))
    assert.ok(documented.includes(`| ${name} |`), name);
});
