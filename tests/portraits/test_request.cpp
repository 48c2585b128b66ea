#include <catch2/catch.hpp>

#include "portraits/request.hpp"
#include "recordings/error.hpp"

using namespace crossroads;

namespace {

const std::vector<PictureLabel> kLabels{{"eyes", {"red", "blue", "green"}, {}},
                                        {"hat", {"none", "beret"}, {}},
                                        {"mouth", {"smile", "open"}, {}}};
using Texts = std::vector<std::string>;

std::string said(const std::function<void()>& call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "nothing";
}

}  // namespace

TEST_CASE("a space has the named labels in the pictures' order, or all, or none") {
  const auto space = condition_space(kLabels, {"mouth", "eyes"});
  REQUIRE(space.size() == 2);
  CHECK(space[0].name == "eyes");
  CHECK(space[1].values == Texts{"smile", "open"});
  CHECK(condition_space(kLabels, {"all"}).size() == 3);
  CHECK(condition_space(kLabels, {"none"}).empty());
  CHECK_THAT(said([] { (void)condition_space(kLabels, {"nose"}); }),
             Catch::Contains("nose") && Catch::Contains("eyes hat mouth"));
  CHECK_THAT(said([] { (void)condition_space({}, {"nose"}); }), Catch::Contains("none"));
}

TEST_CASE("a request becomes a row with a one where something is asked for") {
  const auto space = condition_space(kLabels, {"all"});
  const auto request = parse_request(space, Texts{"mouth=open", "eyes=blue"});
  CHECK(condition_size(space) == 7);
  const auto columns = condition_columns(space);
  CHECK((columns[1].first == columns[0].count && columns[2].first + columns[2].count == 7));
  CHECK(condition_row(space, request) == std::vector<float>{0, 1, 0, 0, 0, 0, 1});
  CHECK(condition_row(space, free_request(space)) == std::vector<float>(7, 0));
}

TEST_CASE("what can't be asked for is told with what can") {
  const auto space = condition_space(kLabels, {"eyes", "hat"});
  CHECK_THAT(said([&] { (void)parse_request(space, Texts{"mouth=open"}); }),
             Catch::Contains("\"mouth\"") && Catch::Contains("eyes hat"));
  CHECK_THAT(said([&] { (void)parse_request(space, Texts{"eyes=pink"}); }),
             Catch::Contains("\"pink\"") && Catch::Contains("red blue green"));
  CHECK_THAT(said([&] { (void)parse_request(space, Texts{"eyes"}); }),
             Catch::Contains("eyes=VALUE"));
  CHECK_THAT(said([&] {
               (void)parse_request(space, Texts{"eyes=red", "eyes=blue"});
             }),
             Catch::Contains("eyes twice"));
  CHECK_THAT(said([&] { (void)parse_request({}, Texts{"eyes=red"}); }), Catch::Contains("none"));
}

TEST_CASE("a space becomes one line and comes back") {
  const auto space = condition_space(kLabels, {"all"});
  CHECK(space_text(space) == "eyes=red,blue,green;hat=none,beret;mouth=smile,open");
  CHECK((parse_space(space_text(space), "here") == space));
  CHECK(parse_space("", "here").empty());
  CHECK_THROWS_AS(parse_space("eyes", "here"), Error);
  CHECK_THROWS_AS(parse_space("eyes=red;=blue", "here"), Error);
}
