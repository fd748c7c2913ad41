// Sources of events, as an analyst registers and sees them.
import { until } from "./peers.mjs";
import { numbersIn } from "./tables.mjs";

const path = "/can-bo/an-ninh/nguon";

export async function register(person, fields) {
  await person.page(`${path}/moi`);
  return person.post(`${path}/moi`, { nhom: "thu", don_vi: "0", bo_doc: "", luu: "standard", muc: "2", han_muc: "0", im_lang: "0", bat: "co", ...fields });
}
// Of a source known by a token: that token.
export const registerToken = async (person, name, fields = {}) => (await (await register(person, { ten: name, cach_nhan: "token", ...fields })).text()).match(/soc_[\w-]+/)[0];

// What became of the events of a source.
export async function countsOf(person, name) {
  const row = (await person.page(path)).split("<tr").find((line) => line.includes(`>${name}<`)) ?? "";
  const [received = 0, stored = 0, waiting = 0] = numbersIn(row);
  return { received, stored, waiting };
}

// Where a server listens for syslog, by kind: udp, tcp, tls.
export async function syslogPorts(server) {
  const said = await until(() => server.errors(), (errors) => /SOC_LISTENS/.test(errors));
  return JSON.parse(said.split("\n").find((line) => line.includes("SOC_LISTENS")));
}
