// A wall of faces that a generator draws: each has a z of its own, all are asked the same. What is
// asked, where the z's are on their way to other ones, and which face is looked at closely. No
// window, no clock, no LibTorch: the generator comes in as functions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/contender.hpp"
#include "portraits/request.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

// A generator of portraits, as the wall needs it.
struct FaceSource {
  std::string name;            // of the run
  ConditionSpace space;        // empty: it can't be asked
  bool deterministic = false;  // z changes nothing
  float z_range = 3;           // of a slider: from minus this to this
  std::function<std::vector<Z>(std::size_t count, std::uint64_t seed)> draw;
  std::function<std::vector<Frame>(const Request& request, const std::vector<Z>& z)> sample;
};

inline constexpr std::size_t kWallColumns = 7, kWallRows = 5;
inline constexpr std::size_t kWallFaces = kWallColumns * kWallRows;

class WallSession {
 public:
  // `request`: one entry for each attribute of the source's space.
  WallSession(FaceSource source, Request request, std::uint64_t seed);

  void ask(std::size_t attribute, std::uint8_t value);  // or not, where it was asked for
  void ask_next(std::size_t attribute);                 // any, the first value, the next, any
  void free(std::size_t attribute);
  void free_all();

  void new_z();                 // both ends of each face's way
  void other_z();               // from where they are, a way to fresh z's
  void walk();                  // to and fro by itself, or stand
  void set_share(float share);  // of the way, 0 to 1; what is beyond is taken as the end
  void tick();

  void look_at(std::size_t face);  // large; the same again: no more
  void look_away();
  // Of the chosen face; its whole way moves along.
  void set_z(std::size_t dimension, float value);
  void note(const std::string& text) { notice_ = text; }  // until something else is done

  // Draws what has changed since the last call, at once; call it before a picture is shown.
  void refresh();
  [[nodiscard]] const std::vector<Frame>& faces() const { return faces_; }  // of the last refresh
  [[nodiscard]] std::int64_t refreshes() const { return refreshes_; }       // that drew anything

  [[nodiscard]] const FaceSource& source() const { return source_; }
  [[nodiscard]] const Request& request() const { return request_; }
  [[nodiscard]] bool asks() const;  // for anything
  [[nodiscard]] float share() const { return share_; }
  [[nodiscard]] bool walks() const { return walks_; }
  [[nodiscard]] std::optional<std::size_t> chosen() const { return chosen_; }
  [[nodiscard]] Z z(std::size_t face) const;  // where it is now
  [[nodiscard]] const std::string& notice() const { return notice_; }

 private:
  enum class Stale : std::uint8_t { none, chosen, all };

  [[nodiscard]] std::vector<Z> fresh();
  void changed(Stale what = Stale::all);

  FaceSource source_;
  Request request_;
  std::uint64_t seed_, draws_ = 0;
  std::vector<Z> from_, to_;
  float share_ = 0, way_ = 1;  // way: 1 to the other z's, -1 back
  bool walks_ = false;
  std::optional<std::size_t> chosen_;
  std::string notice_;
  Stale stale_ = Stale::all;
  std::vector<Frame> faces_;
  std::int64_t refreshes_ = 0;
};

// "eye colour": names as the screen writes them.
[[nodiscard]] std::string spoken(std::string name);

}  // namespace crossroads
