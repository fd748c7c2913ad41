#include "modules/open_data/metadata/graph.h"

#include <gtest/gtest.h>

namespace dongson::open_data {
namespace {

std::vector<Triple> Sorted(const Graph& graph) {
    auto triples = graph.triples();
    std::ranges::sort(triples);
    return triples;
}

// The library that reads Turtle writes past the room it took for such names when it resolves them.
TEST(Graph, names_without_an_authority_are_taken_as_they_are_and_are_no_base) {
    const auto objects = [](const std::string& turtle) {
        std::vector<std::string> values;
        const auto graph = Graph::ReadTurtle(turtle, "https://a.example/b/");
        if (!graph) return std::vector<std::string>{"refused"};
        for (const auto& triple : graph->triples()) values.push_back(triple.object.value);
        return values;
    };
    using Values = std::vector<std::string>;
    const std::string begin = "<https://a.example/1> <https://a.example/p> ";
    EXPECT_EQ((Values{"http://?#"}), objects(begin + "<http://?#> ."));
    EXPECT_EQ((Values{"//?#"}), objects(begin + "<//?#> ."));
    EXPECT_EQ((Values{"http&://?"}), objects(begin + "<http&://?> ."));
    EXPECT_EQ((Values{"https://a.example/b/c?d#e"}), objects(begin + "<c?d#e> ."));
    EXPECT_EQ((Values{"https://a.example/x/y"}), objects("@prefix x: </x/> .\n" + begin + "x:y ."));
    EXPECT_EQ((Values{"https://c.example/d/e"}), objects("@base <https://c.example/d/> .\n" + begin + "<e> ."));
    EXPECT_EQ(Values{"x:y"}, objects("@prefix x: <http&://?> .\n" + begin + "x:y .")) << "a prefix that means nothing";
    EXPECT_EQ(Values{"refused"}, objects("@base <http://?#> .\n" + begin + "<e> ."));
    EXPECT_EQ(Values{"refused"}, objects("@base <file:///d> .\n" + begin + "<e> ."));
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
