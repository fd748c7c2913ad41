#include "modules/open_data/metadata/graph.h"

#include <gtest/gtest.h>

namespace dongson::open_data {
namespace {

std::vector<Triple> Sorted(const Graph& graph) {
    auto triples = graph.triples();
    std::ranges::sort(triples);
    return triples;
}

TEST(Graph, what_is_written_as_turtle_reads_back_the_same) {
    Graph graph;
    graph.Add("https://a.example/bộ dữ", "dct:title", Words("Dân số \"xã\"\nvà <phường> \\ & 100%"));
    graph.Add("https://a.example/1", "rdf:type", Name("dcat:Dataset"));
    graph.Add("https://a.example/1", "dct:issued", Literal("2026-11-23", "xsd:date"));
    graph.Add("https://a.example/1", "https://own.example/1st", Words("x", "en"));
    const auto read = Graph::ReadTurtle(graph.Write(GraphFormat::turtle), "https://a.example/");
    ASSERT_TRUE(read) << read.error().sentence.Now();
    EXPECT_EQ(Sorted(*read), Sorted(graph));
}

TEST(Graph, a_broken_file_is_refused_with_its_line) {
    const auto read =
        Graph::ReadTurtle("<https://a.example/1> <https://a.example/p> 1 .\n<https://a.example/2> oops", "https://a.example/");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "TURTLE_BROKEN");
    EXPECT_NE(read.error().sentence.Now().find("2"), std::string::npos);
}

TEST(Graph, every_syntax_tells_a_statement_once) {
    Graph graph;
    for (int time = 0; time < 2; ++time) graph.Add("https://a.example/1", "dct:title", Words("một"));
    for (const auto format : {GraphFormat::turtle, GraphFormat::rdf_xml, GraphFormat::json_ld}) {
        const auto text = graph.Write(format);
        EXPECT_EQ(text.find("một"), text.rfind("một"));
    }
}

}  // namespace
}  // namespace dongson::open_data
