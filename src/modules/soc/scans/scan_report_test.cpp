#include "modules/soc/scans/scan_report.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/embedded.h"

namespace dongson::soc {
namespace {

const ReportedVulnerability* Named(const ScanReport& report, std::string_view name) {
    const auto found = std::ranges::find(report.found, name, &ReportedVulnerability::name);
    return found == report.found.end() ? nullptr : &*found;
}

// nmap 7.93 with its scripts, against a TLS server with a weak group.
TEST(ScanReport, of_nmap_tells_open_ports_and_what_its_scripts_found) {
    const ScanReport report = ReadScanReport(Embedded("data/soc/recorded_scan.xml"));
    EXPECT_EQ("nmap", report.scanner);
    EXPECT_EQ(Instant{1795832299 * kSecond}, report.at);
    EXPECT_EQ(0U, report.left_out.count);
    EXPECT_EQ("cong.thanhhoa.example", report.hosts.at("10.38.2.7"));
    ASSERT_EQ(3U, report.found.size()) << "one port is open, two weaknesses";
    const auto* port = Named(report, kOpenPort);
    ASSERT_NE(nullptr, port);
    EXPECT_EQ(18443, port->port);
    EXPECT_EQ(Level::informational, port->level);
    const auto* weak = Named(report, "ssl-dh-params: Diffie-Hellman Key Exchange Insufficient Group Strength");
    ASSERT_NE(nullptr, weak);
    EXPECT_EQ(18443, weak->port);
    EXPECT_EQ("tcp", weak->protocol);
    EXPECT_EQ(Level::medium, weak->level);
    EXPECT_TRUE(weak->detail.contains("Modulus Length: 1024") && weak->detail.contains("https://weakdh.org")) << weak->detail;
    EXPECT_TRUE(report.Covers(*weak));
    auto other = *weak;
    other.port = 8080;
    EXPECT_FALSE(report.Covers(other)) << "that port was not looked at";
    other.address = "10.38.2.8";
    EXPECT_FALSE(report.Covers(other));
}

TEST(ScanReport, of_nmap_reads_known_weaknesses_with_their_scores) {
    const ScanReport report =
        ReadScanReport(R"(<?xml version="1.0"?><nmaprun scanner="nmap" args="nmap -sV --script vulners 10.0.0.0/24">
<scaninfo type="syn" protocol="tcp" numservices="4" services="1-3,22"/>
<host><status state="down"/><address addr="10.0.0.9" addrtype="ipv4"/></host>
<host><status state="up"/><address addr="00:11:22:33:44:55" addrtype="mac"/></host>
<host><status state="up"/><address addr="10.0.0.5" addrtype="ipv4"/><address addr="00:11:22:33:44:55" addrtype="mac"/><ports>
<port protocol="tcp" portid="22"><state state="open"/><service name="ssh" product="OpenSSH" version="7.4"/><script id="vulners" output="…">
<table key="cpe:/a:openbsd:openssh:7.4">
<table><elem key="is_exploit">true</elem><elem key="id">CVE-2020-15778</elem><elem key="cvss">7.8</elem><elem key="type">cve</elem></table>
<table><elem key="is_exploit">true</elem><elem key="id">EDB-ID:1</elem><elem key="cvss">7.8</elem><elem key="type">exploitdb</elem></table>
</table></script></port></ports>
<hostscript><script id="smb-vuln-ms17-010" output="…"><table key="CVE-2017-0143"><elem key="title">Remote Code Execution &amp; more</elem>
<elem key="state">VULNERABLE</elem><elem key="risk_factor">HIGH</elem><table key="ids"><elem>CVE:CVE-2017-0143</elem></table></table>
<table key="CVE-1999-0001"><elem key="title">Not here</elem><elem key="state">NOT VULNERABLE</elem></table></script></hostscript>
</host><runstats><finished time="1790000000"/></runstats></nmaprun>)");
    EXPECT_EQ(1U, report.hosts.size());
    EXPECT_EQ(1U, report.left_out.count) << "a machine without an address";
    const auto* known = Named(report, "CVE-2020-15778");
    ASSERT_NE(nullptr, known);
    EXPECT_EQ(7.8, known->score);
    EXPECT_EQ(Level::high, known->level);
    EXPECT_EQ("exploit known", known->detail);
    const auto* whole = Named(report, "CVE-2017-0143");
    ASSERT_NE(nullptr, whole);
    EXPECT_EQ(0, whole->port);
    EXPECT_EQ("Remote Code Execution & more", whole->title);
    EXPECT_EQ(Level::high, whole->level);
    EXPECT_EQ("ssh OpenSSH 7.4", Named(report, kOpenPort)->title);
    EXPECT_EQ(3U, report.found.size());
    EXPECT_TRUE(report.looked_at.contains({"tcp", 2}));
}

TEST(ScanReport, that_looked_at_ports_alone_says_nothing_of_weaknesses) {
    const ScanReport report = ReadScanReport(
        R"(<nmaprun scanner="nmap" args="nmap -p 443 10.0.0.5"><scaninfo protocol="tcp" services="443"/><host><status state="up"/><address addr="10.0.0.5" addrtype="ipv4"/></host><runstats><finished time="1"/></runstats></nmaprun>)");
    EXPECT_TRUE(report.Covers({.address = "10.0.0.5", .port = 443, .protocol = "tcp", .name = std::string(kOpenPort)}));
    EXPECT_FALSE(report.Covers({.address = "10.0.0.5", .port = 443, .protocol = "tcp", .name = "CVE-2014-3566"}));
}

TEST(ScanReport, of_other_scanners_is_read_by_the_names_of_its_columns) {
    const ScanReport openvas = ReadScanReport(
        "IP,Hostname,Port,Port Protocol,CVSS,Severity,Solution Type,NVT Name,Summary,Specific Result,NVT OID,CVEs,Solution,Timestamp\n"
        "10.0.0.5,web,443,tcp,9.8,High,VendorFix,\"OpenSSL: Multiple\nVulnerabilities\",The host \"\"x\"\",found,1.3.6.1.4.1.25623.1.0.1,"
        "\"CVE-2022-0778,CVE-2022-1292\",Update.,2026-11-20T01:02:03Z\n"
        "10.0.0.5,web,,,0.0,Log,,OS Detection,,,1.3.6.1.4.1.25623.1.0.2,,,2026-11-20T01:05:00Z\n");
    EXPECT_EQ("OpenVAS", openvas.scanner);
    ASSERT_EQ(2U, openvas.found.size());
    const auto& first = openvas.found[0];
    EXPECT_EQ("1.3.6.1.4.1.25623.1.0.1", first.name);
    EXPECT_EQ("CVE-2022-0778, CVE-2022-1292", first.cves);
    EXPECT_EQ(Level::high, first.level) << "what the scanner says comes before the score";
    EXPECT_EQ(0, openvas.found[1].port);
    EXPECT_EQ(Instant::Parse("2026-11-20 08:05"), openvas.at);

    const ScanReport nessus = ReadScanReport(
        "\xEF\xBB\xBFPlugin ID,CVE,CVSS v2.0 Base Score,Risk,Host,Protocol,Port,Name,Synopsis,Description,Solution\r\n"
        "20007,CVE-2014-3566,,None,srv.example,tcp,443,SSL 2 and 3,s,d,off\r\n");
    EXPECT_EQ("Nessus", nessus.scanner);
    ASSERT_EQ(1U, nessus.found.size());
    EXPECT_EQ(Level::informational, nessus.found[0].level);
    EXPECT_EQ("s\nd\noff", nessus.found[0].detail);

    const ScanReport own = ReadScanReport("Địa chỉ;Cổng;Mã CVE;Mức độ;Điểm\n10.0.0.7;8443;CVE-2021-44228;;10\n");
    ASSERT_EQ(1U, own.found.size());
    EXPECT_EQ("CVE-2021-44228", own.found[0].name);
    EXPECT_EQ(Level::critical, own.found[0].level);
    EXPECT_EQ("tcp", own.found[0].protocol);
}

TEST(ScanReport, tells_what_it_could_not_use) {
    const ScanReport report = ReadScanReport(
        "ip,port,name,severity\n10.0.0.1,99999,x,low\nnot an address,1,x,low\n10.0.0.1,80,,low\n10.0.0.1,80,x,terrible\n10.0.0.1,80,x,low\n");
    EXPECT_EQ(1U, report.found.size());
    EXPECT_EQ(4U, report.left_out.count);
    ASSERT_EQ(4U, report.left_out.first.size());
    EXPECT_EQ("line 2", report.left_out.first[0].place);
    EXPECT_EQ("'99999' is no port", report.left_out.first[0].what);
    for (const char* text : {"", "x", "<nmaprun scanner=\"masscan\"/>", "<html></html>", "a,b\n1,2\n"})
        EXPECT_EQ("", ReadScanReport(text).scanner) << text;
    const ScanReport cut = ReadScanReport(
        "<nmaprun scanner=\"nmap\" args=\"\"><host><status state=\"up\"/><address addr=\"10.0.0.5\" addrtype=\"ipv4\"/></host><host>");
    EXPECT_EQ(1U, cut.hosts.size());
    EXPECT_EQ(1U, cut.left_out.count) << "that it was cut off is said";
}

TEST(ScanReport, takes_no_address_that_goes_on_where_c_would_end_it) {
    const std::string rows("ip,name\n10.0.0.5\0x,weak\n", 23);
    EXPECT_EQ(0U, ReadScanReport(rows).found.size());
    EXPECT_EQ(1U, ReadScanReport(rows).left_out.count);
}

TEST(ScanReport, expands_nothing_and_fetches_nothing) {
    const ScanReport report = ReadScanReport(
        R"(<!DOCTYPE nmaprun [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<nmaprun scanner="nmap" args="x"><host><status state="up"/><address addr="10.0.0.5" addrtype="ipv4"/><hostscript><script id="x"><table key="k">
<elem key="title">t&f;</elem><elem key="state">VULNERABLE</elem></table></script></hostscript></host><runstats><finished time="1"/></runstats></nmaprun>)");
    for (const auto& found : report.found) EXPECT_FALSE(found.title.contains("root")) << found.title;
}

}  // namespace
}  // namespace dongson::soc
