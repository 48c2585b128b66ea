#include "portraits/hair_shapes.hpp"

#include <array>

namespace crossroads::portraits {
namespace {

constexpr Knot kCrown[] = {{-18.9F, 24}, {-15, 11.8F}, {-7.8F, 6}, {0, 4.4F},
                           {7.8F, 6},    {15, 11.8F},  {18.9F, 24}};

// Behind the head: right halves, from the crown down.
constexpr Knot kShortBehind[] = {{0, 6}, {13, 10.5F}, {18, 23}, {17.4F, 36}, {13, 45}, {0, 47}};
constexpr Knot kBobBehind[] = {{0, 5},  {14, 10}, {19.6F, 24}, {21, 38}, {17, 50, kCorner},
                               {8, 51}, {0, 51}};
constexpr Knot kLongBehind[] = {{0, 5},      {13.5F, 10}, {19.2F, 24}, {20.6F, 42},
                                {22.4F, 58}, {22.8F, 70}, {0, 70}};
constexpr Knot kHimeBehind[] = {{0, 5},      {13.5F, 10},          {19, 24},
                                {19.6F, 42}, {20, 62.5F, kCorner}, {0, 62.5F, kCorner}};
constexpr Knot kWavyBehind[] = {{0, 4.5F},   {14, 9.5F},  {20.2F, 22}, {20, 30}, {24, 36}, {22, 43},
                                {26.8F, 49}, {24.4F, 56}, {28.8F, 62}, {27, 70}, {0, 70}};
constexpr Knot kSpikyBehind[] = {{0, 6},
                                 {3, 1},
                                 {8, -3, kCorner},
                                 {10, 2},
                                 {11.5F, 4, kCorner},
                                 {15, -1.5F},
                                 {22, -3, kCorner},
                                 {19.4F, 4},
                                 {18, 9, kCorner},
                                 {24, 6.6F},
                                 {31, 8.6F, kCorner},
                                 {24, 13},
                                 {18.6F, 19.4F, kCorner},
                                 {25, 19.6F},
                                 {31.6F, 25, kCorner},
                                 {24.6F, 25.6F},
                                 {18.8F, 29.6F, kCorner},
                                 {24.6F, 32.6F},
                                 {28.4F, 39.6F, kCorner},
                                 {22, 37.4F},
                                 {17, 38.4F, kCorner},
                                 {19.4F, 43},
                                 {18.6F, 49.6F, kCorner},
                                 {13, 45},
                                 {0, 46}};

constexpr Knot kTwinTail[] = {
    {14, 17, kCorner}, {18.5F, 10.5F},       {25, 12},    {29.5F, 22}, {30.6F, 36},
    {28.6F, 48},       {24.4F, 58, kCorner}, {23.4F, 48}, {22.4F, 36}, {20, 26}};
constexpr Knot kPonytail[] = {{4, 9, kCorner}, {9, 1.5F}, {18, -0.5F}, {26, 5},
                              {30.4F, 17},     {30, 30},  {27.6F, 40}, {28, 50, kCorner},
                              {22, 42},        {21, 30},  {18.6F, 20}};
constexpr Knot kSweptTail[] = {
    {10, 20, kCorner},       {19.4F, 22},    {21.6F, 33},    {23.4F, 42},
    {27.4F, 48.6F, kCorner}, {20.6F, 50.4F}, {14.6F, 46.6F}, {12.6F, 40}};

// Before the head: the lower edge, from right to left. Tips end where the brows begin.
constexpr Knot kJaggedFringe[] = {
    {17.2F, 36, kCorner},     {15, 29.5F},    {14, 22.4F, kCorner},    {12.4F, 24},
    {10.6F, 25.6F, kCorner},  {9.9F, 22.6F},  {9.9F, 19, kCorner},     {8.4F, 22.4F},
    {5.6F, 24.8F, kCorner},   {4.6F, 21.6F},  {4.8F, 17.6F, kCorner},  {3, 21.6F},
    {-0.8F, 24.8F, kCorner},  {-2.4F, 21.8F}, {-2.6F, 18.4F, kCorner}, {-4, 21.8F},
    {-7.2F, 24.4F, kCorner},  {-8.6F, 21.8F}, {-8.8F, 18.6F, kCorner}, {-9.8F, 22.6F},
    {-12.6F, 25.6F, kCorner}, {-13.6F, 24},   {-14, 22, kCorner},      {-14.8F, 29.5F},
    {-17.2F, 36, kCorner}};
constexpr Knot kSpikyFringe[] = {
    {18, 39.5F, kCorner},     {15.4F, 31},   {14.4F, 21.5F, kCorner}, {13.6F, 24},
    {11.4F, 27, kCorner},     {9.6F, 22},    {9.6F, 16, kCorner},     {7.4F, 21},
    {3.8F, 25.4F, kCorner},   {2.2F, 20.6F}, {2.6F, 15, kCorner},     {0, 20.6F},
    {-4.4F, 25.8F, kCorner},  {-5.6F, 21},   {-5.4F, 15.6F, kCorner}, {-7.4F, 21},
    {-11.8F, 26.4F, kCorner}, {-13.4F, 24},  {-14, 21, kCorner},      {-15.4F, 31},
    {-18, 39.5F, kCorner}};
constexpr Knot kBobFringe[] = {
    {18.4F, 47.6F, kCorner}, {14.4F, 46, kCorner},   {14.2F, 36},
    {13.4F, 23.2F, kCorner}, {9.4F, 24.4F},          {5.4F, 23.4F, kCorner},
    {5, 20.6F, kCorner},     {4.4F, 23.6F, kCorner}, {0, 24.2F}};
constexpr Knot kHimeFringe[] = {
    {18, 45.6F, kCorner}, {12.8F, 45.6F, kCorner}, {12.9F, 23.6F, kCorner}, {0, 23.6F}};
constexpr Knot kPartedFringe[] = {{18, 44, kCorner}, {14.8F, 37}, {13.8F, 28},
                                  {10.4F, 21},       {4.6F, 15},  {0, 9.5F, kCorner}};
constexpr Knot kWavyFringe[] = {{18.6F, 46, kCorner}, {15, 42},      {16.4F, 36},
                                {13.6F, 30},          {14, 24.6F},   {9.8F, 21.4F},
                                {8.4F, 16.6F},        {3.6F, 14.4F}, {0, 10, kCorner}};
constexpr Knot kSweptFringe[] = {{19.4F, 40, kCorner},
                                 {16.6F, 34},
                                 {15, 25.6F, kCorner},
                                 {13, 26.6F},
                                 {11.4F, 26.4F, kCorner},
                                 {11, 25},
                                 {10.6F, 23.6F, kCorner},
                                 {8.6F, 25},
                                 {5.6F, 25, kCorner},
                                 {1.4F, 22.8F},
                                 {-3.4F, 18.6F},
                                 {-8, 10, kCorner},
                                 {-11, 18},
                                 {-14, 24},
                                 {-14.8F, 30},
                                 {-17, 36.6F, kCorner}};
constexpr Knot kPonyFringe[] = {{17.8F, 37, kCorner},
                                {15.2F, 30},
                                {14.2F, 23, kCorner},
                                {11.4F, 24.8F},
                                {9, 25, kCorner},
                                {9.4F, 23.6F},
                                {9.2F, 21.6F, kCorner},
                                {6.6F, 23.6F},
                                {3.4F, 23.8F, kCorner},
                                {-2, 20.6F},
                                {-6, 9.5F, kCorner},
                                {-9.4F, 17},
                                {-12.4F, 22.6F, kCorner},
                                {-13, 25.6F},
                                {-15, 33},
                                {-17.8F, 42, kCorner}};
constexpr Knot kTiedFringe[] = {{17.8F, 42, kCorner}, {15.4F, 34.5F},       {14.2F, 22.6F, kCorner},
                                {12.6F, 24.4F},       {10, 25.2F, kCorner}, {9.4F, 22},
                                {9.6F, 18, kCorner},  {7.8F, 21.8F},        {4.4F, 24.8F, kCorner},
                                {3.4F, 21.8F},        {3.2F, 19, kCorner},  {2, 21.4F},
                                {0, 23.4F, kCorner}};

constexpr Curl kCloudBehind[] = {{0, 7, 9},      {9, 7, 8},      {16, 12, 8},    {21, 19.5F, 7.5F},
                                 {22.5F, 28, 7}, {21.5F, 36, 7}, {18, 43, 6.5F}, {6, 30, 18}};
constexpr Curl kCloudBefore[] = {{0, 13.5F, 7.5F},  {6.5F, 14, 7.2F},  {12.5F, 17, 6},
                                 {15.8F, 22, 4.6F}, {17, 27.5F, 3.6F}, {17.4F, 33, 3}};
constexpr Curl kBuns[] = {{18, 9.4F, 7.2F}};
constexpr Curl kBraid[] = {{16.6F, 43, 3.6F},
                           {17.2F, 48.4F, 3.9F},
                           {16.8F, 54, 3.9F},
                           {16, 59.4F, 3.4F},
                           {15.4F, 64, 2.6F}};

constexpr std::array<HairShape, 12> kShapes{{
    {.behind = kShortBehind, .fringe = kJaggedFringe},
    {.behind = kBobBehind, .fringe = kBobFringe},
    {.behind = kLongBehind, .fringe = kPartedFringe},
    {.behind = kHimeBehind, .fringe = kHimeFringe},
    {.behind = kShortBehind, .tail = kTwinTail, .two_tails = true, .fringe = kTiedFringe},
    {.behind = kShortBehind, .tail = kPonytail, .fringe = kPonyFringe},
    {.behind = kSpikyBehind, .fringe = kSpikyFringe},
    {.curls_behind = kCloudBehind, .curls_before = kCloudBefore},
    {.behind = kWavyBehind, .fringe = kWavyFringe},
    {.behind = kShortBehind, .fringe = kTiedFringe, .curls_behind = kBuns},
    {.behind = kShortBehind, .tail = kSweptTail, .fringe = kSweptFringe},
    {.behind = kShortBehind, .fringe = kPartedFringe, .braid = kBraid},
}};

}  // namespace

const HairShape& hair_shape(HairStyle style) {
  return kShapes[static_cast<std::size_t>(style)];
}

std::span<const Knot> crown() {
  return kCrown;
}

}  // namespace crossroads::portraits
